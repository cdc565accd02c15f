package org.carewright.foundation.patients;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.carewright.foundation.patients.MergeOutcome.Blocked;
import org.carewright.foundation.patients.MergeOutcome.Merged;
import org.carewright.foundation.patients.UndoOutcome.NotNow;
import org.carewright.foundation.patients.UndoOutcome.Undone;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Live;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Two records of one person: compare, dismiss, merge, and take a merge back. */
@Service
class Duplicates {

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final PatientStore patients;
    private final DuplicateStore duplicates;
    private final MergeStore merges;
    private final DuplicateDetection detection;
    private final List<PatientMerge> moving;
    private final Live live;

    Duplicates(
            Access access,
            Audit audit,
            Clock clock,
            PatientStore patients,
            DuplicateStore duplicates,
            MergeStore merges,
            DuplicateDetection detection,
            List<PatientMerge> moving,
            Live live) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.patients = patients;
        this.duplicates = duplicates;
        this.merges = merges;
        this.detection = detection;
        this.moving = moving;
        this.live = live;
    }

    /** @throws Forbidden unless this actor may merge this patient's record */
    @Transactional
    void require(PatientId patient, Actor actor) {
        access.require(actor, Permission.MERGE_PATIENTS, patient);
    }

    @Transactional
    DuplicateSuspect suspect(UUID id, Actor actor) {
        access.require(actor, Permission.MERGE_PATIENTS);
        var suspect = duplicates.find(id).orElseThrow(() -> new NotFound("suspected duplicate"));
        requireBoth(suspect.a(), suspect.b(), actor);
        return suspect;
    }

    /** Says that two records are two people; they are not suspected again. */
    @Transactional
    void dismiss(UUID id, String reason, Actor actor) {
        var suspect = suspect(id, actor);
        if (reason.isBlank()) {
            throw new Invalid(List.of(Issue.required("reason", "Say what shows that they are two people.")));
        }
        if (duplicates.dismiss(id, Text.clean(reason), actor.user(), clock.instant())) {
            audit.executed(
                    actor, "dismiss", "DuplicateSuspect", id, List.of(suspect.a(), suspect.b()), Map.of("why", reason));
            live.changed("desk");
        }
    }

    /** What a merge would do; nothing is written. */
    @Transactional
    MergePreview preview(PatientId into, PatientId from, MergeChoices choices, Actor actor) {
        requireBoth(into, from, actor);
        var survivor = load(into);
        var other = load(from);
        var moves = new LinkedHashMap<String, Long>();
        moves.put("identifiers", (long) other.identifiers().size());
        moving.forEach(module -> moves.merge(module.what(), module.count(from), Long::sum));
        audit.read(actor, "Patient", into.value(), into);
        audit.read(actor, "Patient", from.value(), from);
        return new MergePreview(
                shown(survivor, actor), shown(other, actor), choices, moves, obstacles(survivor, other));
    }

    /** The choices a person would most likely make, as a start. */
    @Transactional
    MergePreview preview(PatientId into, PatientId from, Actor actor) {
        requireBoth(into, from, actor);
        return preview(
                into,
                from,
                MergeChoices.likely(load(into).demographics(), load(from).demographics()),
                actor);
    }

    /**
     * Makes two records one: all rows go over to {@code into}, {@code from} stays behind as a sign to it.
     *
     * @param intoVersion the version that was previewed; so {@code fromVersion}
     * @throws Stale if either record changed since
     */
    @Transactional
    MergeOutcome merge(
            PatientId into,
            int intoVersion,
            PatientId from,
            int fromVersion,
            MergeChoices choices,
            String reason,
            Actor actor) {
        requireBoth(into, from, actor);
        if (reason.isBlank()) {
            throw new Invalid(List.of(Issue.required("reason", "Say what shows that they are one person.")));
        }
        lock(into, from);
        var survivor = load(into);
        var other = load(from);
        var obstacles = obstacles(survivor, other);
        if (!obstacles.isEmpty()) {
            return new Blocked(obstacles);
        }
        if (survivor.version() != intoVersion || other.version() != fromVersion) {
            throw new Stale("patient");
        }
        var now = clock.instant();
        var result = choices.result(survivor.demographics(), other.demographics());
        var together = survivor.with(result).with(union(survivor.identifiers(), other.identifiers()));
        var sites = new HashSet<>(survivor.sites());
        sites.addAll(other.sites());
        var left = other.with(List.<Identifier>of()).mergedInto(into);
        patients.update(List.of(together.with(sites), left), "merge", now, actor);
        var merge = new Merge(Id.fresh(), from, into, now, Text.clean(reason), intoVersion, intoVersion + 1, false);
        merges.insert(merge, actor.user());
        moving.forEach(module -> merges.keepMoved(merge.id(), module.what(), module.move(from, into)));
        detection.refresh(List.of(load(into)), now);
        audit.executed(actor, "merge", "Patient", into.value(), List.of(into, from), Map.of("why", reason));
        live.changed("desk");
        return new Merged(merge.id());
    }

    /** Merges into this patient that can be taken back, the latest first. */
    @Transactional
    List<Merge> mergesInto(PatientId patient, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, patient);
        return merges.into(patient);
    }

    /**
     * Takes a merge back: every row it moved returns, and the surviving record becomes what it was, except for what
     * somebody changed since.
     */
    @Transactional
    UndoOutcome undo(UUID id, Actor actor) {
        access.require(actor, Permission.MERGE_PATIENTS);
        var merge = merges.find(id).orElseThrow(() -> new NotFound("merge"));
        requireBoth(merge.into(), merge.from(), actor);
        lock(merge.into(), merge.from());
        var standing = load(merge.into());
        var left = load(merge.from());
        var obstacles = undoObstacles(merge, standing);
        if (!obstacles.isEmpty()) {
            return new NotNow(obstacles);
        }
        var before = patients.at(merge.into(), merge.versionBefore());
        var after = patients.at(merge.into(), merge.versionAfter());
        var rebased =
                Rebase.of(after.demographics(), before.demographics(), standing.demographics(), Rebase.Winner.STANDING);
        var gained = minus(after.identifiers(), before.identifiers());
        var sites = new HashSet<>(standing.sites());
        sites.removeAll(minus(after.sites(), before.sites()));
        var now = clock.instant();
        patients.update(
                List.of(
                        standing.with(rebased.result())
                                .with(minus(standing.identifiers(), gained))
                                .with(sites),
                        left.with(gained.stream()
                                        .filter(standing.identifiers()::contains)
                                        .toList())
                                .mergedInto(null)),
                "undo-merge",
                now,
                actor);
        var notes = new ArrayList<String>();
        rebased.contested()
                .forEach(component -> notes.add("The " + component + " stayed: somebody changed it after the merge."));
        var moved = merges.moved(id);
        for (var module : moving) {
            var keys = moved.getOrDefault(module.what(), List.of());
            var restored = keys.isEmpty() ? 0 : module.restore(keys, merge.from(), merge.into());
            if (restored < keys.size()) {
                notes.add((keys.size() - restored) + " of " + keys.size() + " " + module.what()
                        + " could not go back: gone or moved on since.");
            }
        }
        merges.markUndone(id, actor.user(), now);
        detection.refresh(List.of(load(merge.into()), load(merge.from())), now);
        audit.executed(
                actor,
                "undo-merge",
                "Patient",
                merge.into().value(),
                List.of(merge.into(), merge.from()),
                Map.of("kept", String.join(", ", rebased.contested())));
        live.changed("desk");
        return new Undone(notes);
    }

    private List<String> undoObstacles(Merge merge, Patient standing) {
        if (merge.isUndone()) {
            return List.of("This merge was taken back already.");
        }
        if (standing.mergedInto() != null) {
            return List.of("The surviving record was itself merged into another later: take that merge back first.");
        }
        if (!merges.into(merge.into()).getFirst().id().equals(merge.id())) {
            return List.of("Another record was merged into this one later: take that merge back first.");
        }
        return List.of();
    }

    private List<String> obstacles(Patient into, Patient from) {
        if (into.id().equals(from.id())) {
            return List.of("A record cannot be merged with itself.");
        }
        if (into.mergedInto() != null || from.mergedInto() != null) {
            return List.of("One of the two was merged already.");
        }
        return moving.stream()
                .flatMap(module -> module.obstacles(from.id(), into.id()).stream())
                .toList();
    }

    private Patient shown(Patient patient, Actor actor) {
        return access.allows(actor, Permission.SEE_CHART, patient.id()) ? patient : patient.withholdingReason();
    }

    private void requireBoth(PatientId one, PatientId other, Actor actor) {
        access.require(actor, Permission.MERGE_PATIENTS, one);
        access.require(actor, Permission.MERGE_PATIENTS, other);
    }

    /** In one order for everybody, so that two merges cannot wait for each other. */
    private void lock(PatientId one, PatientId other) {
        Stream.of(one, other)
                .distinct()
                .sorted(Comparator.comparing(PatientId::toString))
                .forEach(patients::findForUpdate);
    }

    private Patient load(PatientId id) {
        return patients.find(id).orElseThrow(() -> new NotFound("patient"));
    }

    private static <T> List<T> union(Collection<T> one, Collection<T> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    private static <T> List<T> minus(Collection<T> one, Collection<T> other) {
        return one.stream().filter(value -> !other.contains(value)).toList();
    }
}
