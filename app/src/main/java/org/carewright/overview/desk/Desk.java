package org.carewright.overview.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.carewright.platform.web.Live;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue over all kinds of work. Loops appear and disappear as the record says; people add who has one, until when
 * it sleeps, and what they tried.
 */
@Service
public class Desk {

    private static final String KIND = "Task";
    private static final int CLOSED_SHOWN = 100;

    private final DeskStore openLoops;
    private final LoopWorkStore work;
    private final TaskStore tasks;
    private final Access access;
    private final Audit audit;
    private final Live live;
    private final Clock clock;

    Desk(DeskStore openLoops, LoopWorkStore work, TaskStore tasks, Access access, Audit audit, Live live, Clock clock) {
        this.openLoops = openLoops;
        this.work = work;
        this.tasks = tasks;
        this.access = access;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** One page of what is open, with how many there are of each kind. */
    @Transactional
    DeskList list(DeskQuery query, Actor actor) {
        access.require(actor, Permission.SEE_DESK);
        var list = openLoops.list(query, actor, clock.instant());
        audit.searched(actor, KIND, Map.of("whose", query.whose().name()), patients(list.loops()));
        return list;
    }

    /** How many loops of each rule are open that the actor may see. */
    @Transactional(readOnly = true)
    Map<String, Long> openByRule(Actor actor) {
        access.require(actor, Permission.SEE_DESK);
        return openLoops.count(DeskQuery.everything(), actor, clock.instant(), Integer.MAX_VALUE - 1).stream()
                .collect(Collectors.toMap(DeskList.Kind::rule, kind -> (long) kind.open()));
    }

    /** The loop with its story; empty when the record has closed it. */
    @Transactional
    Optional<LoopDetail> find(LoopId id, Actor actor) {
        access.require(actor, Permission.SEE_DESK);
        var now = clock.instant();
        return openLoops.find(id, actor, now).map(loop -> {
            var patient = loop.patient();
            var others = patient == null
                    ? List.<OpenLoop>of()
                    : openLoops.ofPatient(patient.id(), actor, now).stream()
                            .filter(other -> !other.id().equals(id))
                            .toList();
            audit.read(actor, KIND, id.subject(), patient == null ? null : patient.id());
            return new LoopDetail(
                    loop, Rank.reason(loop, now), work.entries(id), others, openLoops.colleagues(loop, actor));
        });
    }

    /** Everything open for one patient that the actor may see. */
    @Transactional
    List<OpenLoop> ofPatient(PatientId patient, Actor actor) {
        access.require(actor, Permission.SEE_DESK, patient);
        audit.read(actor, KIND, patient.value(), patient);
        return openLoops.ofPatient(patient, actor, clock.instant());
    }

    /** Takes the loop for oneself. */
    @Transactional
    LoopOutcome claim(LoopId id, Actor actor) {
        return work(id, actor, (loop, now) -> {
            if (!work.claim(loop, actor.user(), now)) {
                return new LoopOutcome.OwnedByAnother(loop.work().ownerName());
            }
            return written(loop, NewEntry.of(LoopEntry.Kind.CLAIM), actor, now);
        });
    }

    /** Takes the loop from the colleague who has it and may be away; the loop's story says from whom. */
    @Transactional
    LoopOutcome takeOver(LoopId id, Actor actor) {
        return work(id, actor, (loop, now) -> {
            work.setOwner(loop, actor.user(), now);
            var entry = isAnothers(loop, actor)
                    ? NewEntry.takeOver(loop.work().ownerName())
                    : NewEntry.of(LoopEntry.Kind.CLAIM); // given back since the page was made
            return written(loop, entry, actor, now);
        });
    }

    /** Gives the loop back to everybody. */
    @Transactional
    LoopOutcome release(LoopId id, Actor actor) {
        return work(id, actor, (loop, now) -> {
            if (isAnothers(loop, actor)) {
                return new LoopOutcome.OwnedByAnother(loop.work().ownerName());
            }
            work.setOwner(loop, null, now);
            return written(loop, NewEntry.of(LoopEntry.Kind.RELEASE), actor, now);
        });
    }

    /**
     * Gives the loop to a colleague with a note.
     *
     * @throws Invalid without a colleague who may see the loop, or without a note
     */
    @Transactional
    LoopOutcome handOff(LoopId id, @Nullable UserId to, String note, Actor actor) {
        return work(id, actor, (loop, now) -> {
            var issues = new ArrayList<Issue>();
            if (to == null
                    || openLoops.colleagues(loop, actor).stream()
                            .noneMatch(colleague -> colleague.id().equals(to))) {
                issues.add(Issue.required("to", "Choose the colleague who takes it."));
            }
            if (note.isBlank()) {
                issues.add(Issue.required("note", "Say where things stand."));
            }
            Invalid.throwIfAny(issues);
            var colleague = Objects.requireNonNull(to);
            work.setOwner(loop, colleague, now);
            return written(loop, NewEntry.handOff(colleague, note), actor, now);
        });
    }

    /**
     * Lets the loop sleep. Its age goes on.
     *
     * @throws Invalid unless {@code until} is still to come
     */
    @Transactional
    LoopOutcome snooze(LoopId id, @Nullable Instant until, String reason, Actor actor) {
        return work(id, actor, (loop, now) -> {
            if (until == null || !until.isAfter(now)) {
                throw new Invalid(List.of(Issue.value("until", "Choose a moment that is still to come.")));
            }
            work.setSnooze(loop, until, now);
            return written(loop, NewEntry.snooze(until, reason), actor, now);
        });
    }

    /** Ends the loop's sleep. */
    @Transactional
    LoopOutcome wake(LoopId id, Actor actor) {
        return work(id, actor, (loop, now) -> {
            work.setSnooze(loop, null, now);
            return written(loop, NewEntry.of(LoopEntry.Kind.WAKE), actor, now);
        });
    }

    /**
     * Writes a note.
     *
     * @throws Invalid if it says nothing
     */
    @Transactional
    LoopOutcome note(LoopId id, String words, Actor actor) {
        return work(id, actor, (loop, now) -> {
            if (words.isBlank()) {
                throw new Invalid(List.of(Issue.required("words", "Write the note.")));
            }
            return written(loop, NewEntry.note(words), actor, now);
        });
    }

    /**
     * Records an attempt to reach the patient.
     *
     * @throws Invalid without channel or outcome
     */
    @Transactional
    LoopOutcome contact(LoopId id, ContactAttempt attempt, Actor actor) {
        return work(id, actor, (loop, now) -> {
            Invalid.throwIfAny(attempt.issues());
            return written(loop, NewEntry.contact(attempt), actor, now);
        });
    }

    /** Takes back one's own last act: who has the loop, and until when it sleeps, is as it was before. */
    @Transactional
    LoopOutcome undo(LoopId id, UUID entry, Actor actor) {
        return work(
                id,
                actor,
                (loop, now) -> work.takeBack(loop, entry, actor.user())
                        ? written(loop, NewEntry.of(LoopEntry.Kind.UNDO), actor, now)
                        : new LoopOutcome.Overtaken());
    }

    /**
     * Writes a task by hand.
     *
     * @throws Invalid if it does not say what and where
     */
    @Transactional
    public UUID addTask(Task task, Actor actor) {
        var id = Id.fresh();
        addTask(id, task, actor);
        return id;
    }

    /** As {@link #addTask(Task, Actor)}; the same form sent again adds nothing. */
    @Transactional
    void addTask(UUID id, Task task, Actor actor) {
        requireReach(actor, task.site(), task.patient());
        var now = clock.instant();
        Invalid.throwIfAny(task.issues(now));
        if (tasks.insert(id, task, actor.user(), now)) {
            audit.created(actor, KIND, id, task.patient());
            live.changed("desk");
        }
    }

    /** Records that the task is done, or, to undo that, that it is not. */
    @Transactional
    void setDone(UUID id, boolean done, Actor actor) {
        access.require(actor, Permission.WORK_DESK);
        var task = tasks.find(id).orElseThrow(() -> new NotFound("task"));
        var patient = task.patientId() == null ? null : new PatientId(task.patientId());
        requireReach(actor, task.siteId() == null ? null : new SiteId(task.siteId()), patient);
        if (task.done() == done) {
            return;
        }
        tasks.setDone(id, done ? actor.user() : null, clock.instant());
        audit.updated(actor, KIND, id, patient, Map.of("done", Boolean.toString(done)));
        live.changed("desk");
    }

    /** The patient a new task is to be about. */
    @Transactional
    OpenLoop.@Nullable Patient taskForm(@Nullable PatientId patient, Actor actor) {
        access.require(actor, Permission.WORK_DESK);
        if (patient == null) {
            return null;
        }
        access.require(actor, Permission.SEE_PATIENT, patient);
        audit.read(actor, "Patient", patient.value(), patient);
        return openLoops.findPatient(patient).orElseThrow(() -> new NotFound("patient"));
    }

    /** What was done lately, to look up or to open again. */
    @Transactional
    List<TaskStore.ClosedTask> closedTasks(Actor actor) {
        access.require(actor, Permission.WORK_DESK);
        var closed = tasks.closed(actor.sites(), CLOSED_SHOWN);
        audit.searched(
                actor,
                KIND,
                Map.of("closed", "yes"),
                closed.stream()
                        .flatMap(task -> Stream.ofNullable(task.patient()))
                        .map(OpenLoop.Patient::id)
                        .toList());
        return closed;
    }

    private interface Act {
        LoopOutcome on(OpenLoop loop, Instant now);
    }

    private LoopOutcome work(LoopId id, Actor actor, Act act) {
        access.require(actor, Permission.WORK_DESK);
        var now = clock.instant();
        var loop = openLoops.find(id, actor, now);
        // An emergency opens a loop for reading; to work on it one must be where the patient is.
        loop.flatMap(found -> Optional.ofNullable(found.patient()))
                .map(OpenLoop.Patient::id)
                .filter(actor.emergencies()::contains)
                .ifPresent(patient -> access.require(actor, Permission.WORK_DESK, patient));
        return loop.isPresent() ? act.on(loop.get(), now) : new LoopOutcome.AlreadyClosed();
    }

    private LoopOutcome written(OpenLoop loop, NewEntry entry, Actor actor, Instant now) {
        var id = Id.fresh();
        var patient = loop.patient() == null ? null : loop.patient().id();
        work.write(id, loop, entry, actor.user(), now);
        audit.updated(
                actor,
                KIND,
                loop.id().subject(),
                patient,
                Map.of("act", entry.kind().name()));
        live.changed("desk");
        return new LoopOutcome.Done(id);
    }

    private void requireReach(Actor actor, @Nullable SiteId site, @Nullable PatientId patient) {
        if (patient != null) {
            access.require(actor, Permission.WORK_DESK, patient);
        }
        access.require(actor, Permission.WORK_DESK);
        if (site != null && !actor.sites().contains(site)) {
            throw new NotFound("site");
        }
    }

    private static boolean isAnothers(OpenLoop loop, Actor actor) {
        return loop.work().owner() != null && !loop.work().owner().equals(actor.user());
    }

    private static List<PatientId> patients(List<OpenLoop> loops) {
        return loops.stream()
                .flatMap(loop -> Stream.ofNullable(loop.patient()))
                .map(OpenLoop.Patient::id)
                .distinct()
                .toList();
    }
}
