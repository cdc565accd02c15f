package org.carewright.care.records;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.carewright.care.records.ImportStore.Row;
import org.carewright.care.records.ImportStore.Standing;
import org.carewright.care.records.Incoming.Entry;
import org.carewright.foundation.patients.ImportOutcome;
import org.carewright.foundation.patients.PatientContent;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes resources into the chart: one call, one transaction, with its audit row. */
@Service
class Intake {

    /**
     * One run of an import.
     *
     * @param source whose logical ids these are
     * @param inDoubt logical ids of Patients that were refused because they seem to be somebody else than is here
     */
    record Run(UUID id, Actor actor, SiteId site, String source, Set<String> inDoubt) {}

    /** What a call did, by resource type, and what it refused. */
    record Result(Map<String, ImportCounts> counts, List<Rejection> rejections) {}

    /**
     * An entry whose references are settled.
     *
     * @param hash of what the source said
     */
    private record Settled(Entry entry, Facts facts, ContentHash hash) {}

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Patients patients;
    private final ImportStore store;
    private final ResultWatch watch;

    Intake(Access access, Audit audit, Clock clock, Patients patients, ImportStore store, ResultWatch watch) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.patients = patients;
        this.store = store;
        this.watch = watch;
    }

    @Transactional
    Run begin(Actor actor, SiteId site, String source) {
        access.require(actor, Permission.IMPORT_RECORDS);
        var run = new Run(Id.fresh(), actor, site, source, ConcurrentHashMap.newKeySet());
        store.begin(run.id(), actor, site, source, clock.instant());
        return run;
    }

    @Transactional
    void finish(Run run) {
        store.finish(run.id(), clock.instant());
    }

    /** Whether a file with this content was taken in whole before, of the same source for the same site, without a refusal. */
    @Transactional(readOnly = true)
    boolean isTaken(ContentHash contentHash, Run run) {
        return store.isTaken(contentHash, run.site(), run.source());
    }

    /** @param last whether the file ends with these resources */
    @Transactional
    Result take(Incoming incoming, SourceFile file, boolean last, Run run) {
        access.require(run.actor(), Permission.IMPORT_RECORDS);
        var now = clock.instant();
        var tally = new Tally(incoming.rejections());
        var settled = settle(resolve(incoming, run, tally), incoming.targets(), run);
        var standing = store.standing(
                settled.stream().map(it -> it.entry().id(run.source())).toList());
        settled.removeIf(it -> isOlder(it, standing.get(it.entry().id(run.source())), tally));

        store.insertFile(file, run.id(), run.site(), run.source(), now);
        var known = patientsOf(settled, run, tally);
        settled.removeIf(it -> tally.isRejected(it.entry()) || isAboutSomebodyInDoubt(it, known, run, tally));
        var written = write(settled, standing, known, file.id(), run, now, tally);

        store.countFile(file.id(), tally.sum(), last, now);
        if (!written.isEmpty()) {
            audit.executed(
                    run.actor(),
                    "import",
                    "Bundle",
                    file.id(),
                    written,
                    Map.of(
                            "created",
                            "" + tally.sum().created(),
                            "updated",
                            "" + tally.sum().updated()));
        }
        return new Result(tally.byType, tally.rejections);
    }

    /** Decides what the entries with a condition stand for; what is left is to be written. */
    private List<Entry> resolve(Incoming incoming, Run run, Tally tally) {
        var found = findConditions(incoming.entries(), run);
        var kept = new LinkedHashMap<String, Entry>();
        for (var entry : incoming.entries()) {
            var condition = entry.condition();
            var matches = condition == null ? List.<String>of() : found.getOrDefault(condition.query(), List.of());
            if (matches.size() > 1) {
                tally.reject(
                        entry, new Issue("request", "multiple-matches", "several resources match; name one by its id"));
                continue;
            }
            var stands = matches.isEmpty() ? entry.logicalId() : matches.getFirst();
            if (entry.fullUrl() != null) {
                incoming.targets().put(entry.fullUrl(), entry.type() + "/" + stands);
            }
            if (condition != null && matches.isEmpty()) {
                found.put(condition.query(), List.of(stands));
            } else if (condition != null && !condition.replaces()) {
                tally.count(entry.type(), new ImportCounts(0, 0, 1, 0));
                continue;
            }
            if (kept.putIfAbsent(entry.type() + "/" + stands, entry.as(stands)) != null) {
                tally.reject(
                        entry, new Issue("request", "duplicate", "is about the same resource as another; keep one"));
            }
        }
        return List.copyOf(kept.values());
    }

    /** Of parallel imports that would make the same resource, one does, and the others find it. */
    private Map<IdentifierQuery, List<String>> findConditions(List<Entry> entries, Run run) {
        var queries = new HashSet<IdentifierQuery>();
        for (var entry : entries) {
            if (entry.condition() != null) {
                queries.add(entry.condition().query());
            }
        }
        var found = store.find(queries, run.source());
        queries.removeAll(found.keySet());
        if (!queries.isEmpty()) {
            store.lock(queries, run.source());
            found.putAll(store.find(queries, run.source()));
        }
        return found;
    }

    private List<Settled> settle(List<Entry> entries, Map<String, String> targets, Run run) {
        var queries = new HashSet<IdentifierQuery>();
        entries.forEach(entry -> queries.addAll(References.queries(entry.content())));
        var found = new HashMap<IdentifierQuery, String>();
        store.find(queries, run.source())
                .forEach((query, matches) -> found.put(query, query.type() + "/" + matches.getFirst()));
        inThisBundle(entries, found);
        var settled = new ArrayList<Settled>();
        for (var entry : entries) {
            References.point(entry.content(), targets);
            var said = ContentHash.of(FhirJson.of(entry.content()).bytes());
            References.follow(entry.content(), found);
            settled.add(new Settled(entry, Facts.of(entry.content()), said));
            References.own(entry.content(), run.source());
        }
        return settled;
    }

    /** A bundle may search for what it brings itself. */
    private static void inThisBundle(List<Entry> entries, Map<IdentifierQuery, String> found) {
        for (var entry : entries) {
            for (var identifier : Facts.identifiers(entry.content())) {
                found.putIfAbsent(
                        new IdentifierQuery(entry.type(), identifier.system(), identifier.value()),
                        entry.type() + "/" + entry.logicalId());
            }
        }
    }

    /** Files may come in any order: what the source changed later stays. */
    private static boolean isOlder(Settled settled, @Nullable Standing standing, Tally tally) {
        var updated = FhirDate.moment(
                settled.entry().content().path("meta").path("lastUpdated").asString(""));
        if (standing == null || standing.updatedAt() == null || updated == null) {
            return false;
        }
        var isOlder = updated.isBefore(standing.updatedAt());
        if (isOlder) {
            tally.count(settled.entry().type(), new ImportCounts(0, 0, 1, 0));
        }
        return isOlder;
    }

    /** Registers the Patients that come in, and finds those that are referred to. */
    private Map<String, PatientId> patientsOf(List<Settled> settled, Run run, Tally tally) {
        var coming = settled.stream()
                .map(Settled::entry)
                .filter(entry -> entry.type().equals("Patient"))
                .toList();
        var known = new HashMap<String, PatientId>();
        if (!coming.isEmpty()) {
            var sites = Set.of(run.site());
            var outcomes = patients.importFrom(
                    coming.stream()
                            .map(entry ->
                                    PatientContent.imported(entry.content(), run.source(), entry.logicalId(), sites))
                            .toList(),
                    run.actor());
            for (int i = 0; i < coming.size(); i++) {
                var entry = coming.get(i);
                switch (outcomes.get(i)) {
                    case ImportOutcome.Created(var id) -> known.put(entry.logicalId(), id);
                    case ImportOutcome.Updated(var id) -> known.put(entry.logicalId(), id);
                    case ImportOutcome.Unchanged(var id) -> known.put(entry.logicalId(), id);
                    case ImportOutcome.Refused(var issues) -> refuse(entry, issues, run, tally);
                }
            }
            run.inDoubt().removeAll(known.keySet());
        }
        var others = new HashSet<String>();
        for (var it : settled) {
            others.addAll(References.patients(it.entry().content()));
        }
        others.removeAll(known.keySet());
        if (!others.isEmpty()) {
            known.putAll(store.patients(others, run.source()));
        }
        return known;
    }

    private static void refuse(Entry entry, List<Issue> issues, Run run, Tally tally) {
        issues.forEach(
                issue -> tally.reject(entry, new Issue("Patient." + issue.path(), issue.code(), issue.message())));
        if (issues.stream().anyMatch(issue -> issue.code().equals("conflict"))) {
            run.inDoubt().add(entry.logicalId());
        }
    }

    /** What belongs to a Patient who seems to be somebody else than is here must not go into that chart. */
    private static boolean isAboutSomebodyInDoubt(Settled settled, Map<String, PatientId> known, Run run, Tally tally) {
        var patient = settled.facts().patient();
        if (patient == null || !run.inDoubt().contains(patient) || !known.containsKey(patient)) {
            return false;
        }
        tally.reject(
                settled.entry(),
                new Issue(
                        settled.entry().type(),
                        "conflict",
                        "is about Patient/" + patient
                                + ", who was refused as somebody else than is here; mend that first"));
        return true;
    }

    /** @return the patients whose charts changed */
    private Set<PatientId> write(
            List<Settled> settled,
            Map<ResourceId, Standing> standing,
            Map<String, PatientId> known,
            UUID file,
            Run run,
            Instant now,
            Tally tally) {
        var judge = watch.judge(Set.copyOf(known.values()));
        var fresh = new ArrayList<Row>();
        var newer = new ArrayList<Row>();
        for (var it : settled) {
            var entry = it.entry();
            var here = standing.get(entry.id(run.source()));
            if (here != null && here.hash().equals(it.hash())) {
                tally.count(entry.type(), new ImportCounts(0, 0, 1, 0));
                continue;
            }
            var patient =
                    it.facts().patient() == null ? null : known.get(it.facts().patient());
            var id = entry.id(run.source());
            var content = entry.content().put("id", id.toString());
            References.ownPatients(content, known, run.source());
            var row = new Row(
                    id,
                    run.source(),
                    entry.type(),
                    entry.logicalId(),
                    here == null ? 1 : here.version() + 1,
                    patient,
                    idHere("Encounter", it.facts().encounter(), run),
                    idHere("Medication", it.facts().medication(), run),
                    it.facts(),
                    judge.judge(content, it.facts(), patient),
                    it.hash(),
                    FhirJson.of(content));
            (here == null ? fresh : newer).add(row);
            tally.count(entry.type(), here == null ? new ImportCounts(1, 0, 0, 0) : new ImportCounts(0, 1, 0, 0));
        }
        var origin = new ImportStore.Origin(file, null, now);
        if (!fresh.isEmpty()) {
            store.insert(fresh, origin);
        }
        if (!newer.isEmpty()) {
            store.replace(newer, origin);
        }
        fresh.addAll(newer);
        watch.follow(fresh, run.site(), now);
        return fresh.stream().map(Row::patient).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static @Nullable UUID idHere(String type, @Nullable String logicalId, Run run) {
        return logicalId == null
                ? null
                : ResourceId.of(run.source(), type, logicalId).value();
    }

    /** Counts as it goes. */
    private static final class Tally {

        private final Map<String, ImportCounts> byType = new TreeMap<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private final Set<String> rejectedLabels = new HashSet<>();

        Tally(List<Rejection> before) {
            before.forEach(this::add);
        }

        void reject(Entry entry, Issue issue) {
            var rejection = new Rejection(entry.label(), entry.type(), List.of(issue));
            if (isRejected(entry)) {
                rejections.add(rejection);
            } else {
                add(rejection);
            }
        }

        private void add(Rejection rejection) {
            rejections.add(rejection);
            rejectedLabels.add(rejection.label());
            count(rejection.type().isEmpty() ? "(unknown)" : rejection.type(), new ImportCounts(0, 0, 0, 1));
        }

        boolean isRejected(Entry entry) {
            return rejectedLabels.contains(entry.label());
        }

        void count(String type, ImportCounts counts) {
            byType.merge(type, counts, ImportCounts::plus);
        }

        ImportCounts sum() {
            return byType.values().stream().reduce(ImportCounts.NONE, ImportCounts::plus);
        }
    }
}
