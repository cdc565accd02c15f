package org.carewright.care.scheduling;

import static org.carewright.platform.types.Permission.BOOK;
import static org.carewright.platform.types.Permission.OVERRIDE_BOOKING;
import static org.carewright.platform.types.Permission.RECORD_ARRIVAL;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.AppointmentStatus.Act;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.Refused;
import org.carewright.care.scheduling.BookingOutcome.SlotTaken;
import org.carewright.care.scheduling.ChangeOutcome.Changed;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.care.scheduling.Resources.Known;
import org.carewright.care.scheduling.Taking.Attempt;
import org.carewright.care.scheduling.Taking.Circumstances;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Live;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Books visits and follows them until they are over. */
@Service
public class Scheduling {

    public static final Duration LONGEST_HOLD = Duration.ofDays(3);

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Live live;
    private final AppointmentStore appointments;
    private final BookingStore bookings;
    private final Resources directory;
    private final GroupStore groups;
    private final Taking taking;
    private final Holds holds;
    private final OpeningFinder finder;
    private final Patients patients;
    private final TransactionTemplate nested;

    Scheduling(
            Access access,
            Audit audit,
            Clock clock,
            ApplicationEventPublisher events,
            Live live,
            AppointmentStore appointments,
            BookingStore bookings,
            Resources directory,
            GroupStore groups,
            Taking taking,
            Holds holds,
            OpeningFinder finder,
            Patients patients,
            PlatformTransactionManager transactions) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
        this.live = live;
        this.appointments = appointments;
        this.bookings = bookings;
        this.directory = directory;
        this.groups = groups;
        this.taking = taking;
        this.holds = holds;
        this.finder = finder;
        this.patients = patients;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Books a visit: everything it needs together, or nothing. The same request again answers the same visit. The site
     * knows the patient from then on, so that its staff can receive her. A record that was merged is booked under the one
     * that took its place.
     *
     * @throws Forbidden without BOOK for this patient at this site, or with an override reason without OVERRIDE_BOOKING
     */
    @Transactional
    public BookingOutcome book(BookingRequest request, Actor actor) {
        var held = appointments.findLocked(request.id()).filter(visit -> visit.status() == AppointmentStatus.PENDING);
        if (held.isPresent() && held.get().patient().equals(request.patient())) {
            keep(request.id(), held.get().version(), actor);
        }
        return make(request, Progress.BOOKED, actor);
    }

    /**
     * Keeps for a patient everything that a visit needs, until a moment; then it is free again by itself. Booking a visit
     * of the same id, or {@link #keep}, makes it hers.
     *
     * @throws Invalid if that moment is over, or more than {@link #LONGEST_HOLD} away
     * @throws Forbidden as for {@link #book}
     */
    @Transactional
    public BookingOutcome hold(BookingRequest request, Instant until, Actor actor) {
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_HOLD))) {
            throw new Invalid(List.of(Issue.value("until", "A time can be held for at most three days from now.")));
        }
        return make(request, Progress.held(until), actor);
    }

    /** What was held is booked. Even when the hold has run out, as long as nobody else has taken the time. */
    @Transactional
    public ChangeOutcome keep(AppointmentId id, int version, Actor actor) {
        return change(id, version, Act.BOOK, clock.instant(), actor, held -> Progress.BOOKED);
    }

    /** The same whatever else was done to it meanwhile. */
    @Transactional
    public ChangeOutcome keep(AppointmentId id, Actor actor) {
        access.require(actor, BOOK);
        return keep(id, lock(id).version(), actor);
    }

    /** What was held is free again. */
    @Transactional
    public ChangeOutcome letGo(AppointmentId id, int version, Actor actor) {
        return change(id, version, Act.LET_GO, clock.instant(), actor, Progress::withdrawn);
    }

    /** The same whatever else was done to it meanwhile. */
    @Transactional
    public ChangeOutcome letGo(AppointmentId id, Actor actor) {
        access.require(actor, BOOK);
        return letGo(id, lock(id).version(), actor);
    }

    /**
     * Frees what was held and not booked in time.
     *
     * @return how many holds ran out
     */
    @Transactional
    public int expireHolds() {
        return holds.expire();
    }

    private BookingOutcome make(BookingRequest request, Progress progress, Actor actor) {
        access.require(actor, BOOK, request.patient());
        requireSite(actor, BOOK, request.site());
        requireOverride(actor, request.overrideReason());
        var patient = patients.standing(request.patient());
        if (!patient.survivor().equals(request.patient())) {
            return make(request.forPatient(patient.survivor()), progress, actor);
        }
        var sentBefore = findSent(request.id(), request.patient());
        if (sentBefore.isPresent()) {
            return sentBefore.get();
        }
        var now = clock.instant();
        var wish = new Wish(
                request.id().value(),
                request.patient(),
                request.visitType(),
                request.practitioner(),
                request.room(),
                request.time());
        var known = directory.known();
        var site = site(known, request.site());
        var attempt =
                taking.take(request.id(), wish, new Circumstances(known, site, request.overrideReason(), now, actor));
        if (!attempt.succeeded()) {
            return findSent(request.id(), request.patient())
                    .orElseGet(() -> refused(attempt.problems(), request.patient(), actor));
        }
        var visit = Appointment.made(request, progress, attempt, site.zone(), now, actor.user());
        appointments.insert(visit);
        appointments.relink(visit.patient());
        if (!patient.sites().contains(visit.site())) {
            patients.addSite(visit.patient(), visit.site(), actor);
        }
        auditBooking(visit, attempt.problems(), actor);
        announce(progress.heldUntil() == null ? new AppointmentBooked(visit.id()) : new AppointmentHeld(visit.id()));
        return new Booked(visit.id(), visit.version());
    }

    /**
     * Moves a visit to another time, practitioner or room of its site: a new visit takes the new time before the old one
     * lets go of its own.
     *
     * @throws Stale if the visit has changed since it was loaded
     */
    @Transactional
    public BookingOutcome reschedule(RescheduleRequest request, Actor actor) {
        access.require(actor, BOOK);
        var old = lock(request.old());
        require(actor, BOOK, old);
        requireOverride(actor, request.overrideReason());
        var sentBefore = findSent(request.id(), old.patient());
        if (sentBefore.isPresent()) {
            return sentBefore.get();
        }
        if (old.version() != request.version()) {
            throw new Stale("visit");
        }
        if (!old.status().allows(Act.RESCHEDULE)) {
            return new BookingOutcome.NotAllowed(old.status());
        }
        var now = clock.instant();
        var known = directory.known();
        var site = site(known, old.site());
        var here = new Circumstances(known, site, request.overrideReason(), now, actor);
        // Who leaves a group leaves its time to the others.
        var party = old.seat() == null ? old.party() : request.id().value();
        var attempt = taking.take(request.id(), wish(request, old, party), here);
        if (!attempt.succeeded()) {
            return refused(attempt.problems(), old.patient(), actor);
        }
        return move(old, old.movedBy(request, attempt, site.zone(), now, actor.user()), attempt.problems(), actor);
    }

    /**
     * Moves all visits of a group together, or none.
     *
     * @param request moves one of them; the others take the same new time, practitioner and room
     * @throws Stale if the visit has changed since it was loaded
     */
    @Transactional
    public BookingOutcome rescheduleGroup(RescheduleRequest request, Actor actor) {
        access.require(actor, BOOK);
        var old = lock(request.old());
        requireOverride(actor, request.overrideReason());
        var sentBefore = findSent(request.id(), old.patient());
        if (sentBefore.isPresent()) {
            return sentBefore.get();
        }
        if (old.version() != request.version()) {
            throw new Stale("visit");
        }
        var members = groups.members(old.party()).stream().map(this::lock).toList();
        for (var member : members) {
            require(actor, BOOK, member);
            if (!member.status().allows(Act.RESCHEDULE)) {
                return new BookingOutcome.NotAllowed(member.status());
            }
        }
        groups.takeTurns(old.site(), old.visitType());
        var outcome = Objects.requireNonNull(nested.execute(step -> {
            var moved = moveAll(request, old, members, actor);
            if (!(moved instanceof Booked)) {
                step.setRollbackOnly();
            }
            return moved;
        }));
        if (outcome instanceof Refused refused && refused.tellsOfPatient()) {
            members.forEach(
                    member -> audit.read(actor, "Patient", member.patient().value(), member.patient()));
        }
        return outcome;
    }

    private BookingOutcome moveAll(RescheduleRequest request, Appointment first, List<Appointment> all, Actor actor) {
        var now = clock.instant();
        var known = directory.known();
        var site = site(known, first.site());
        var here = new Circumstances(known, site, request.overrideReason(), now, actor);
        var attempt = taking.takeNew(request.id(), wish(request, first, first.party()), first.seat(), here);
        if (!attempt.succeeded()) {
            return new Refused(attempt.problems());
        }
        move(first, first.movedBy(request, attempt, site.zone(), now, actor.user()), attempt.problems(), actor);
        for (var member : all) {
            if (!member.id().equals(first.id())) {
                var own = request.of(member.id(), member.version(), AppointmentId.fresh());
                var wanted = taking.likeMember(request.id(), wish(own, member, member.party()));
                if (!taking.takeAll(own.id(), member.party(), wanted, own.overrideReason())) {
                    var inTheWay = new SlotTaken(bookings.obstacles(member.party(), wanted));
                    return new Refused(List.of(inTheWay));
                }
                var joined = new Attempt(true, attempt.problems(), member.party(), member.seat());
                move(member, member.movedBy(own, joined, site.zone(), now, actor.user()), attempt.problems(), actor);
            }
        }
        return new Booked(request.id(), 0);
    }

    private static Wish wish(RescheduleRequest request, Appointment old, UUID party) {
        return new Wish(party, old.patient(), old.visitType(), request.practitioner(), request.room(), request.time());
    }

    /** What the new visit takes is taken already. */
    private Booked move(Appointment old, Appointment visit, List<Problem> overridden, Actor actor) {
        appointments.insert(visit);
        appointments.save(old.with(old.progress().moved(visit.madeAt())), Act.RESCHEDULE, visit.madeAt(), actor.user());
        bookings.release(old.id());
        appointments.relink(visit.patient());
        auditBooking(visit, overridden, actor);
        auditChange(old, Act.RESCHEDULE, actor);
        announce(new AppointmentRescheduled(old.id(), visit.id()));
        return new Booked(visit.id(), visit.version());
    }

    /** Frees everything the visit took. Unless no new visit is needed, it then waits to be re-booked. */
    @Transactional
    public ChangeOutcome cancel(AppointmentId id, int version, Cancellation decision, Actor actor) {
        var now = clock.instant();
        return change(id, version, Act.CANCEL, now, actor, progress -> progress.cancelled(decision, now));
    }

    @Transactional
    public ChangeOutcome confirm(AppointmentId id, int version, Channel channel, Actor actor) {
        var now = clock.instant();
        var confirmation = new Progress.Confirmation(now, actor.user(), channel);
        return change(id, version, Act.CONFIRM, now, actor, progress -> progress.confirmed(confirmation));
    }

    /** The patient is here; not before the day of the visit. */
    @Transactional
    public ChangeOutcome arrive(AppointmentId id, int version, Actor actor) {
        var now = clock.instant();
        return change(id, version, Act.ARRIVE, now, actor, progress -> progress.arrived(now));
    }

    /** The visit begins; not before its day. */
    @Transactional
    public ChangeOutcome start(AppointmentId id, int version, Actor actor) {
        var now = clock.instant();
        return change(id, version, Act.START, now, actor, progress -> progress.started(now));
    }

    /** The visit took place and is over; not before its day. */
    @Transactional
    public ChangeOutcome checkOut(AppointmentId id, int version, Actor actor) {
        var now = clock.instant();
        return change(id, version, Act.CHECK_OUT, now, actor, progress -> progress.checkedOut(now));
    }

    /** The patient did not come; not before the visit's start. It then waits to be re-booked. */
    @Transactional
    public ChangeOutcome noShow(AppointmentId id, int version, Actor actor) {
        var now = clock.instant();
        return change(id, version, Act.NO_SHOW, now, actor, progress -> progress.missed(now));
    }

    /** Decides that no visit is needed instead of the missed one. */
    @Transactional
    public ChangeOutcome declineRebook(AppointmentId id, int version, String why, Actor actor) {
        access.require(actor, BOOK);
        if (why.isBlank()) {
            throw new Invalid(List.of(Issue.required("why", "Say why no new visit is needed.")));
        }
        var now = clock.instant();
        return change(id, version, Act.DECLINE_REBOOK, now, actor, progress -> progress.rebookDeclined(why.strip()));
    }

    /**
     * Takes the last act back: the visit is exactly what it was, and so is what it takes. Taking back a booking withdraws
     * it; taking back a move restores the old visit.
     *
     * @param version the one that the act answered
     * @throws Stale if something else was done since
     */
    @Transactional
    public ChangeOutcome undo(AppointmentId id, int version, Actor actor) {
        if (!actor.may(BOOK)) {
            access.require(actor, RECORD_ARRIVAL);
        }
        var visit = lock(id);
        require(actor, Permission.SEE_SCHEDULE, visit);
        var sentBefore = findDone(visit, version, Act.UNDO, actor);
        if (sentBefore.isPresent()) {
            return sentBefore.get();
        }
        if (version == 0) {
            require(actor, BOOK, visit);
            if (visit.replaces() == null) {
                return withdraw(visit, Act.UNDO, new AppointmentRestored(id), actor);
            }
            var old = lock(visit.replaces());
            return old.party().equals(visit.party()) && visit.seat() != null
                    ? moveGroupBack(visit, actor)
                    : moveBack(visit, old, actor);
        }
        var last = appointments.findChange(id, version - 1).orElseThrow(() -> new NotFound("change"));
        require(actor, last.act().permission(), visit);
        if (last.act() == Act.UNDO || last.act() == Act.RESCHEDULE) {
            return new ChangeOutcome.NotAllowed(visit.status(), Act.UNDO);
        }
        return restore(visit, last.before().progress(), actor);
    }

    /**
     * Times at which a visit could take place. Where there are none, others of the actor's sites may be named.
     *
     * @throws Forbidden without BOOK at each of the sites and for the patient
     */
    @Transactional
    public Openings openings(OpeningQuery query, Actor actor) {
        access.require(actor, BOOK);
        query.sites().forEach(site -> requireSite(actor, BOOK, site));
        if (query.patient() != null) {
            access.require(actor, BOOK, query.patient());
        }
        var others = actor.sites().stream()
                .filter(site -> !query.sites().contains(site))
                .toList();
        var found = finder.find(query, others, clock.instant());
        if (query.patient() != null) {
            audit.searched(actor, "Slot", Map.of("visitType", query.visitType().toString()), List.of(query.patient()));
        }
        return found;
    }

    /**
     * The same for the program's own search: nobody is shown what is found, so it is not audited, and no reason is sought
     * where there is nothing.
     */
    @Transactional(readOnly = true)
    public List<Opening> firstOpenings(OpeningQuery query, Actor actor) {
        access.require(actor, BOOK);
        query.sites().forEach(site -> requireSite(actor, BOOK, site));
        return finder.first(query, clock.instant());
    }

    /**
     * Every moment at which a visit could start, for a search over several visits.
     *
     * @throws Forbidden without BOOK at each of the sites and for the patient
     */
    @Transactional
    public FreeStarts starts(OpeningQuery query, Actor actor) {
        access.require(actor, BOOK);
        query.sites().forEach(site -> requireSite(actor, BOOK, site));
        if (query.patient() != null) {
            access.require(actor, BOOK, query.patient());
            audit.searched(actor, "Slot", Map.of("visitType", query.visitType().toString()), List.of(query.patient()));
        }
        return finder.starts(query, clock.instant());
    }

    /** What a search finds as if these visits had let go of their times; they have not. */
    @Transactional
    public <T> T asIfFree(List<AppointmentId> visits, Supplier<T> search, Actor actor) {
        access.require(actor, BOOK);
        visits.forEach(visit -> require(actor, BOOK, lock(visit)));
        return Objects.requireNonNull(nested.execute(step -> {
            step.setRollbackOnly();
            visits.forEach(bookings::release);
            return search.get();
        }));
    }

    /**
     * Moves visits of one patient together, or none: all let go of their times before the first takes its new one.
     *
     * @return what came of the first that could not be moved, else of the last
     * @throws Stale if one of them has changed since it was loaded
     */
    @Transactional
    public BookingOutcome rescheduleTogether(List<RescheduleRequest> requests, Actor actor) {
        access.require(actor, BOOK);
        for (var request : requests) {
            var old = lock(request.old());
            require(actor, BOOK, old);
            if (old.version() != request.version()) {
                throw new Stale("visit");
            }
            if (!old.status().allows(Act.RESCHEDULE)) {
                return new BookingOutcome.NotAllowed(old.status());
            }
        }
        var outcome = Objects.requireNonNull(nested.execute(step -> {
            requests.forEach(request -> bookings.release(request.old()));
            BookingOutcome last = new Refused(List.of());
            for (var request : requests) {
                last = reschedule(request, actor);
                if (!(last instanceof Booked)) {
                    step.setRollbackOnly();
                    return last;
                }
            }
            return last;
        }));
        if (outcome instanceof Refused refused && refused.tellsOfPatient()) {
            var patient = lock(requests.getFirst().old()).patient();
            audit.read(actor, "Patient", patient.value(), patient);
        }
        return outcome;
    }

    /** Books what is held, in the place of another visit of the same patient, which lets go of its own time then. */
    @Transactional
    public BookingOutcome keepInstead(AppointmentId held, AppointmentId old, Actor actor) {
        access.require(actor, BOOK);
        var kept = lock(held);
        var left = lock(old);
        require(actor, BOOK, kept);
        require(actor, BOOK, left);
        if (!kept.patient().equals(left.patient())) {
            throw new NotFound("visit");
        }
        if (!kept.status().allows(Act.BOOK)) {
            return new BookingOutcome.NotAllowed(kept.status());
        }
        if (!left.status().allows(Act.RESCHEDULE)) {
            return new BookingOutcome.NotAllowed(left.status());
        }
        var now = clock.instant();
        var booked = kept.with(Progress.BOOKED);
        appointments.save(booked, Act.BOOK, now, actor.user());
        appointments.replace(held, old);
        appointments.save(left.with(left.progress().moved(now)), Act.RESCHEDULE, now, actor.user());
        bookings.release(old);
        appointments.relink(booked.patient());
        auditChange(booked, Act.BOOK, actor);
        auditChange(left, Act.RESCHEDULE, actor);
        announce(new AppointmentRescheduled(old, held));
        return new Booked(held, booked.version());
    }

    private ChangeOutcome change(
            AppointmentId id, int version, Act act, Instant now, Actor actor, UnaryOperator<Progress> step) {
        access.require(actor, act.permission());
        var visit = lock(id);
        require(actor, act.permission(), visit);
        var sentBefore = findDone(visit, version, act, actor);
        if (sentBefore.isPresent()) {
            return sentBefore.get();
        }
        if (!visit.allows(act)) {
            return new ChangeOutcome.NotAllowed(visit.status(), act);
        }
        if (now.isBefore(
                visit.earliest(act, site(directory.known(), visit.site()).zone()))) {
            return new ChangeOutcome.NotYet();
        }

        var next = visit.with(step.apply(visit.progress()));
        appointments.save(next, act, now, actor.user());
        if (!next.status().holdsResources()) {
            bookings.release(id);
        }
        if (act == Act.BOOK || !next.status().holdsResources()) {
            appointments.relink(visit.patient());
        }
        auditChange(next, act, actor);
        announce(event(act, id));
        return new Changed(id, next.version());
    }

    private ChangeOutcome withdraw(Appointment visit, Act act, Object event, Actor actor) {
        var next = visit.with(visit.progress().withdrawn());
        appointments.save(next, act, clock.instant(), actor.user());
        bookings.release(visit.id());
        if (act != Act.LET_GO) {
            appointments.relink(visit.patient());
        }
        auditChange(next, act, actor);
        announce(event);
        return new Changed(visit.id(), next.version());
    }

    private ChangeOutcome moveBack(Appointment visit, Appointment old, Actor actor) {
        var before = appointments
                .findChange(old.id(), old.version() - 1)
                .filter(change -> change.act() == Act.RESCHEDULE)
                .orElseThrow(() -> new Stale("visit"));
        var outcome = restore(old, before.before().progress(), actor);
        if (outcome instanceof Changed) {
            withdraw(visit, Act.UNDO, new AppointmentRestored(visit.id()), actor);
        }
        return outcome;
    }

    /** All visits of a group that moved together go back together, or none. */
    private ChangeOutcome moveGroupBack(Appointment visit, Actor actor) {
        groups.takeTurns(visit.site(), visit.visitType());
        var moved = groups.members(visit.party()).stream()
                .map(this::lock)
                .filter(member -> member.replaces() != null
                        && member.version() == 0
                        && member.time().equals(visit.time()))
                .toList();
        moved.forEach(member -> require(actor, BOOK, member));
        return Objects.requireNonNull(nested.execute(step -> {
            for (var member : moved) {
                var outcome = moveBack(member, lock(Objects.requireNonNull(member.replaces())), actor);
                if (!(outcome instanceof Changed)) {
                    step.setRollbackOnly();
                    return outcome;
                }
            }
            return new Changed(visit.id(), visit.version() + 1);
        }));
    }

    /** Puts a visit's progress back, and takes its resources again if it had let go of them. */
    private ChangeOutcome restore(Appointment visit, Progress before, Actor actor) {
        if (before.status().holdsResources() && !visit.status().holdsResources()) {
            var released = bookings.list(visit.id());
            var obstacles = bookings.obstacles(
                    visit.party(),
                    released.stream()
                            .filter(booking -> booking.overrideReason() == null)
                            .toList());
            if (!obstacles.isEmpty()) {
                return new ChangeOutcome.SlotTaken(obstacles);
            }
            bookings.delete(visit.id());
            if (bookings.take(visit.id(), visit.party(), released).size() < released.size()) {
                throw new Stale("visit");
            }
        }
        var next = visit.with(before);
        appointments.save(next, Act.UNDO, clock.instant(), actor.user());
        appointments.relink(visit.patient());
        auditChange(next, Act.UNDO, actor);
        announce(new AppointmentRestored(visit.id()));
        return new Changed(visit.id(), next.version());
    }

    private Refused refused(List<Problem> problems, PatientId patient, Actor actor) {
        var refused = new Refused(problems);
        if (refused.tellsOfPatient()) {
            audit.read(actor, "Patient", patient.value(), patient);
        }
        return refused;
    }

    private Optional<BookingOutcome> findSent(AppointmentId id, PatientId patient) {
        return appointments.find(id).map(visit -> {
            if (!visit.patient().equals(patient)) {
                throw new NotFound("visit");
            }
            return new Booked(id, visit.version());
        });
    }

    /** The same act sent twice is done once; anything else done since is news to the sender. */
    private Optional<Changed> findDone(Appointment visit, int version, Act act, Actor actor) {
        if (visit.version() == version) {
            return Optional.empty();
        }
        return appointments
                .findChange(visit.id(), version)
                .filter(change -> visit.version() == version + 1
                        && change.act() == act
                        && change.by().equals(actor.user()))
                .map(change -> Optional.of(new Changed(visit.id(), visit.version())))
                .orElseThrow(() -> new Stale("visit"));
    }

    private Appointment lock(AppointmentId id) {
        return appointments.findLocked(id).orElseThrow(() -> new NotFound("visit"));
    }

    private static Site site(Known known, SiteId id) {
        return known.findSite(id).orElseThrow(() -> new NotFound("site"));
    }

    private void require(Actor actor, Permission permission, Appointment visit) {
        access.require(actor, permission, visit.patient());
        requireSite(actor, permission, visit.site());
    }

    private void requireSite(Actor actor, Permission permission, SiteId site) {
        if (!actor.sites().contains(site)) {
            throw new Forbidden(permission);
        }
    }

    private void requireOverride(Actor actor, @Nullable String overrideReason) {
        if (overrideReason != null) {
            access.require(actor, OVERRIDE_BOOKING);
        }
    }

    private static Object event(Act act, AppointmentId id) {
        return switch (act) {
            case BOOK -> new AppointmentBooked(id);
            case LET_GO -> new AppointmentLetGo(id);
            case CONFIRM -> new AppointmentConfirmed(id);
            case ARRIVE -> new AppointmentArrived(id);
            case START -> new AppointmentStarted(id);
            case CHECK_OUT -> new AppointmentFulfilled(id);
            case NO_SHOW -> new AppointmentMissed(id);
            case CANCEL -> new AppointmentCancelled(id);
            case DECLINE_REBOOK -> new AppointmentRebookDeclined(id);
            case RESCHEDULE, UNDO -> throw new IllegalArgumentException("not a change of state: " + act);
        };
    }

    private void auditBooking(Appointment visit, List<Problem> overridden, Actor actor) {
        audit.created(actor, "Appointment", visit.id().value(), visit.patient());
        if (visit.overrideReason() != null) {
            var kinds = overridden.stream().map(problem -> problem.getClass().getSimpleName());
            audit.updated(
                    actor,
                    "Appointment",
                    visit.id().value(),
                    visit.patient(),
                    Map.of("override", visit.overrideReason(), "against", kinds.collect(Collectors.joining(", "))));
        }
    }

    private void auditChange(Appointment visit, Act act, Actor actor) {
        audit.updated(actor, "Appointment", visit.id().value(), visit.patient(), Map.of("act", Params.code(act)));
    }

    /** Tells the other modules, and every open page, once this transaction has committed. */
    private void announce(Object event) {
        events.publishEvent(event);
        live.changed("schedule");
        live.changed("desk");
    }
}
