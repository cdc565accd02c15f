package org.carewright.care.series;

import static org.carewright.platform.types.Permission.BOOK;
import static org.carewright.platform.types.Permission.SEE_SCHEDULE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.Refused;
import org.carewright.care.scheduling.BookingRequest;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.ChangeOutcome;
import org.carewright.care.scheduling.Opening;
import org.carewright.care.scheduling.OpeningQuery;
import org.carewright.care.scheduling.RescheduleRequest;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.Wishes;
import org.carewright.care.series.SeriesPlan.Choice;
import org.carewright.care.series.SeriesStore.Member;
import org.carewright.care.series.SeriesStore.Series;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Visits that repeat. */
@Service
public class VisitSeries {

    private static final int ALTERNATIVES = 3;

    /** Openings of three days from which the nearest are taken. */
    private static final int MOST_LOOKED_AT = 200;

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Directory directory;
    private final Scheduling scheduling;
    private final SeriesStore store;
    private final TransactionTemplate nested;

    VisitSeries(
            Access access,
            Audit audit,
            Clock clock,
            Directory directory,
            Scheduling scheduling,
            SeriesStore store,
            PlatformTransactionManager transactions) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.directory = directory;
        this.scheduling = scheduling;
        this.store = store;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * A visit that was tried.
     *
     * @param start null if it is left out
     * @param problems what speaks against it; none if it can be booked
     * @param alternatives times nearby that are free, if it cannot
     */
    record Tried(
            int number,
            LocalDate day,
            @Nullable Instant start,
            @Nullable AppointmentId visit,
            List<Problem> problems,
            List<Opening> alternatives) {

        boolean isFree() {
            return problems.isEmpty() && start != null;
        }
    }

    sealed interface Outcome {}

    /** All were booked, moved or cancelled. */
    record Done(UUID series, int visits) implements Outcome {}

    /** Nothing was changed, because of those that have problems. */
    record NotDone(List<Tried> tried) implements Outcome {}

    /** A series with its visits as they are now. */
    record Detail(Series series, PatientId patient, List<Member> members) {}

    /** Whether this actor may book at all; pages ask before they show a form. */
    void requireBooking(Actor actor) {
        access.require(actor, BOOK);
    }

    /**
     * Tries every visit of a plan against all that is booked and against each other; nothing stays booked.
     *
     * @throws Invalid if there is nothing to book
     */
    @Transactional
    List<Tried> preview(SeriesPlan plan, Actor actor) {
        require(actor, BOOK, plan.patient(), plan.site());
        var tried = Objects.requireNonNull(nested.execute(step -> {
            step.setRollbackOnly();
            return bookAll(plan, actor);
        }));
        audit.searched(actor, "Appointment", Map.of("series", "preview"), List.of(plan.patient()));
        return withAlternatives(tried, plan, actor);
    }

    /**
     * Books all visits of a plan that are not left out, or none.
     *
     * @param id the series' future id, made with the form, so that sending the form twice books once
     */
    @Transactional
    Outcome book(UUID id, SeriesPlan plan, Actor actor) {
        require(actor, BOOK, plan.patient(), plan.site());
        if (store.find(id).isPresent()) {
            return new Done(id, 0);
        }
        var tried = Objects.requireNonNull(nested.execute(step -> {
            var all = bookAll(plan, actor);
            if (all.stream().anyMatch(one -> !one.problems().isEmpty())) {
                step.setRollbackOnly();
            }
            return all;
        }));
        if (tried.stream().anyMatch(one -> !one.problems().isEmpty())) {
            audit.searched(actor, "Appointment", Map.of("series", "refused"), List.of(plan.patient()));
            return new NotDone(withAlternatives(tried, plan, actor));
        }
        store.insert(id, plan, clock.instant(), actor.user());
        tried.forEach(one -> store.insert(id, one.number(), one.day(), one.visit()));
        audit.created(actor, "RequestGroup", id, plan.patient());
        return new Done(id, (int) tried.stream().filter(Tried::isFree).count());
    }

    /** A series, for whoever may see the patient's visits. */
    @Transactional
    Detail series(UUID id, Actor actor) {
        return find(id, SEE_SCHEDULE, actor);
    }

    /**
     * Moves the visits to come from one on by some days and to another time of day: all of them or none. Each stays with its
     * practitioner.
     */
    @Transactional
    Outcome move(UUID id, int from, int days, LocalTime at, Actor actor) {
        store.lock(id);
        var detail = find(id, BOOK, actor);
        var zone = directory.zone(detail.series().site());
        // The last first when they become later, so that none is in the way of the one before it.
        var order = Comparator.comparing(Member::number);
        var members =
                toCome(detail, from).sorted(days < 0 ? order : order.reversed()).toList();
        var tried = Objects.requireNonNull(nested.execute(step -> {
            var all = members.stream()
                    .map(member -> {
                        var day = LocalDate.ofInstant(Objects.requireNonNull(member.start()), zone)
                                .plusDays(days);
                        var start = Recurrence.start(day, at, zone);
                        return tried(
                                member.number(),
                                day,
                                start,
                                scheduling.reschedule(request(detail, member, start), actor));
                    })
                    .toList();
            if (all.stream().anyMatch(one -> !one.problems().isEmpty())) {
                step.setRollbackOnly();
            }
            return all;
        }));
        if (tried.stream().anyMatch(one -> !one.problems().isEmpty())) {
            return new NotDone(
                    tried.stream().sorted(Comparator.comparing(Tried::number)).toList());
        }
        auditUpdate(detail, "moved from " + from, actor);
        return new Done(id, tried.size());
    }

    /** Cancels the visits to come from one on. */
    @Transactional
    Outcome cancel(UUID id, int from, Cancellation decision, Actor actor) {
        store.lock(id);
        var detail = find(id, BOOK, actor);
        var cancelled = toCome(detail, from)
                .filter(member ->
                        scheduling.cancel(Objects.requireNonNull(member.visit()), member.version(), decision, actor)
                                instanceof ChangeOutcome.Changed)
                .count();
        auditUpdate(detail, "cancelled from " + from, actor);
        return new Done(id, (int) cancelled);
    }

    private Stream<Member> toCome(Detail detail, int from) {
        var now = clock.instant();
        return detail.members().stream().filter(member -> member.number() >= from && member.isToCome(now));
    }

    private RescheduleRequest request(Detail detail, Member member, Instant start) {
        var length = directory.visitType(detail.series().visitType()).duration();
        return new RescheduleRequest(
                Objects.requireNonNull(member.visit()),
                member.version(),
                AppointmentId.fresh(),
                member.practitioner(),
                null,
                Interval.of(start, length),
                null);
    }

    private List<Tried> bookAll(SeriesPlan plan, Actor actor) {
        var zone = directory.zone(plan.site());
        var length = directory.visitType(plan.visitType()).duration();
        var days = plan.recurrence().days();
        if (days.isEmpty()) {
            throw new Invalid(List.of(Issue.value("first", "No day fits; give another first day or a later end.")));
        }
        return IntStream.rangeClosed(1, days.size())
                .mapToObj(number -> {
                    var day = days.get(number - 1);
                    var choice = plan.choices()
                            .getOrDefault(
                                    number,
                                    new Choice(plan.recurrence().start(day, zone), plan.practitioner(), plan.room()));
                    if (choice.start() == null) {
                        return new Tried(number, day, null, null, List.of(), List.of());
                    }
                    var request = new BookingRequest(
                            AppointmentId.fresh(),
                            plan.patient(),
                            plan.site(),
                            plan.visitType(),
                            choice.practitioner(),
                            choice.room(),
                            Interval.of(choice.start(), length),
                            "",
                            null,
                            null);
                    return tried(number, day, choice.start(), scheduling.book(request, actor));
                })
                .toList();
    }

    private static Tried tried(int number, LocalDate day, Instant start, BookingOutcome outcome) {
        return switch (outcome) {
            case Booked(var visit, var version) -> new Tried(number, day, start, visit, List.of(), List.of());
            case Refused(var problems) -> new Tried(number, day, start, null, problems, List.of());
            case BookingOutcome.NotAllowed(var status) ->
                throw new IllegalStateException("a visit to come cannot be moved: " + status);
        };
    }

    /** With the nearest free times of the days around: with the practitioner asked for, else with any. */
    private List<Tried> withAlternatives(List<Tried> tried, SeriesPlan plan, Actor actor) {
        return tried.stream()
                .map(one -> one.problems().isEmpty()
                        ? one
                        : new Tried(
                                one.number(),
                                one.day(),
                                one.start(),
                                null,
                                one.problems(),
                                alternatives(one, plan, actor)))
                .toList();
    }

    private List<Opening> alternatives(Tried one, SeriesPlan plan, Actor actor) {
        var wished = Objects.requireNonNull(one.start());
        var found = new ArrayList<Opening>();
        for (var practitioner : Stream.of(Optional.ofNullable(plan.practitioner()), Optional.<PractitionerId>empty())
                .distinct()
                .toList()) {
            if (found.isEmpty()) {
                scheduling
                        .openings(
                                new OpeningQuery(
                                        plan.visitType(),
                                        List.of(plan.site()),
                                        plan.patient(),
                                        null,
                                        one.day().minusDays(1),
                                        one.day().plusDays(1),
                                        Wishes.with(practitioner.orElse(null)),
                                        MOST_LOOKED_AT),
                                actor)
                        .openings()
                        .stream()
                        .sorted(Comparator.comparing(opening ->
                                Duration.between(wished, opening.time().start()).abs()))
                        .limit(ALTERNATIVES)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private Detail find(UUID id, Permission permission, Actor actor) {
        access.require(actor, permission);
        var series = store.find(id).orElseThrow(() -> new NotFound("series"));
        var members = store.members(id);
        var patient = members.stream()
                .flatMap(member -> Stream.ofNullable(member.patient()))
                .findFirst()
                .orElseThrow(() -> new NotFound("series"));
        require(actor, permission, patient, series.site());
        audit.read(actor, "RequestGroup", id, patient);
        return new Detail(series, patient, members);
    }

    private void auditUpdate(Detail detail, String act, Actor actor) {
        audit.updated(actor, "RequestGroup", detail.series().id(), detail.patient(), Map.of("act", act));
    }

    private void require(Actor actor, Permission permission, PatientId patient, SiteId site) {
        access.require(actor, permission, patient);
        if (!actor.sites().contains(site)) {
            throw new Forbidden(permission);
        }
    }
}
