package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.carewright.care.scheduling.BookingOutcome.InThePast;
import org.carewright.care.scheduling.BookingOutcome.Obstacle;
import org.carewright.care.scheduling.BookingOutcome.Overbooked;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.SlotTaken;
import org.carewright.care.scheduling.BookingOutcome.Unsuitable;
import org.carewright.care.scheduling.GroupStore.Group;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.care.scheduling.Resources.Known;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes everything that a visit needs, or nothing. */
@Component
class Taking {

    /** More often than that, nobody is outrun by chance. */
    private static final int MOST_TRIES = 8;

    private final AppointmentStore appointments;
    private final BookingStore bookings;
    private final GroupStore groups;
    private final DayPlans plans;
    private final Holds holds;
    private final TransactionTemplate nested;

    Taking(
            AppointmentStore appointments,
            BookingStore bookings,
            GroupStore groups,
            DayPlans plans,
            Holds holds,
            PlatformTransactionManager transactions) {
        this.appointments = appointments;
        this.bookings = bookings;
        this.groups = groups;
        this.plans = plans;
        this.holds = holds;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Who takes, when, and by which right.
     *
     * @param known the directory
     * @param overrideReason why it shall be taken although a rule says no, or null
     */
    record Circumstances(Known known, Site site, @Nullable String overrideReason, Instant now, Actor actor) {}

    /**
     * Whether what a wish takes was taken.
     *
     * @param problems that were overridden, or that stand in the way
     * @param party that takes it: the wish's own, or that of the group that was joined
     * @param seat in a group, or null
     */
    record Attempt(
            boolean succeeded,
            List<Problem> problems,
            UUID party,
            @Nullable Seat seat) {

        boolean isOverridden() {
            return succeeded && !problems.isEmpty();
        }
    }

    /** A seat of a group visit in a group that has one free, else in a new one; anything else in a party of its own. */
    Attempt take(AppointmentId visit, Wish wish, Circumstances here) {
        var rules = here.known().findRules(wish.visitType()).orElseThrow(() -> new NotFound("visit type"));
        if (!rules.isGroup()) {
            return takeNew(visit, wish, null, here);
        }
        groups.takeTurns(here.site().id(), wish.visitType());
        var start = wish.time().start();
        var practitioner =
                wish.practitioner() == null ? null : wish.practitioner().value();
        var room = wish.room() == null ? null : wish.room().value();
        var suiting = groups.groups(here.site().id(), wish.visitType(), start, start.plusSeconds(1)).stream()
                .filter(group -> group.suits(practitioner, room))
                .toList();
        var open = suiting.stream()
                .filter(group -> group.seat(rules.capacity()).isPresent())
                .findFirst();
        if (open.isPresent()) {
            return join(visit, wish, open.get(), rules, here);
        }
        if (!suiting.isEmpty() && practitioner != null) {
            var full = "The group is full: all " + rules.capacity() + " seats are taken.";
            return new Attempt(false, List.of(new Unsuitable(full)), wish.party(), null);
        }
        return takeNew(visit, wish, new Seat(1, rules.capacity()), here);
    }

    private Attempt join(AppointmentId visit, Wish wish, Group group, VisitRules rules, Circumstances here) {
        var problems = new ArrayList<Problem>();
        if (group.patients().contains(wish.patient().value())) {
            problems.add(new Unsuitable("The patient is in this group already."));
        }
        if (!rules.isBookableBy(here.actor().roles())) {
            problems.add(new Unsuitable("Your role may not book " + rules.name() + "."));
        }
        if (!wish.time().end().isAfter(here.now())) {
            problems.add(new InThePast());
        }
        var wanted = likeMember(group.member(), wish);
        var obstacles = bookings.obstacles(group.party(), wanted);
        if (!obstacles.isEmpty()) {
            problems.add(new SlotTaken(obstacles));
        }
        var reason = here.overrideReason();
        var stopped =
                !problems.isEmpty() && (reason == null || !problems.stream().allMatch(Problem::canBeOverridden));
        return stopped || !takeAll(visit, group.party(), wanted, reason)
                ? new Attempt(false, problems, group.party(), null)
                : new Attempt(
                        true,
                        problems,
                        group.party(),
                        group.seat(rules.capacity()).orElseThrow());
    }

    /** What a member of a group takes, and this patient's own time. */
    List<Booking> likeMember(AppointmentId member, Wish wish) {
        var patient = new Booking(ResourceKind.PATIENT, 0, wish.patient().value(), wish.time(), null);
        return Stream.concat(
                        Stream.of(patient),
                        bookings.list(member).stream().filter(booking -> booking.kind() != ResourceKind.PATIENT))
                .toList();
    }

    /**
     * What a wish takes and what speaks against it.
     *
     * @param chosen the kinds for which nobody was asked for by name and somebody or something was found that is free
     */
    private record Proposal(VisitRules rules, List<Booking> wanted, List<Problem> problems, Set<ResourceKind> chosen) {

        /** With the bookings in the way, as far as they are known by now. */
        Proposal against(List<Obstacle> obstacles) {
            return obstacles.isEmpty() ? this : and(new SlotTaken(obstacles));
        }

        Proposal and(Problem problem) {
            var all = new ArrayList<>(problems);
            all.add(problem);
            return new Proposal(rules, wanted, List.copyOf(all), chosen);
        }

        /** Whether something that was free and chosen here was taken by somebody in this very moment. */
        boolean isOutrunBy(List<Obstacle> obstacles) {
            return obstacles.stream().anyMatch(obstacle -> chosen.contains(obstacle.kind()));
        }

        boolean isRefused(@Nullable String overrideReason) {
            return !problems.isEmpty()
                    && (overrideReason == null || !problems.stream().allMatch(Problem::canBeOverridden));
        }
    }

    private Proposal propose(Wish wish, Circumstances here) {
        var plan = plans.on(here.known(), here.site(), wish);
        var check = BookingCheck.of(plan, here.site().name(), wish, here.now());
        var problems = new ArrayList<>(check.problems());
        if (!plan.visit().isBookableBy(here.actor().roles())) {
            problems.add(new Unsuitable("Your role may not book " + plan.visit().name() + "."));
        }
        var wanted = Booking.all(
                plan.visit(), wish.time(), wish.patient(), check.practitioners(), check.room(), check.devices());
        return new Proposal(plan.visit(), wanted, List.copyOf(problems), check.chosen());
    }

    /**
     * What is free is taken without asking first whether it is; only who does not get it asks what is in the way. Whoever is
     * outrun tries again: a room or practitioner that was not asked for by name may be another one.
     *
     * @param seat in the group that begins with this visit, or null
     */
    Attempt takeNew(AppointmentId visit, Wish wish, @Nullable Seat seat, Circumstances here) {
        var reason = here.overrideReason();
        for (int tried = 1; ; tried++) {
            var proposal = propose(wish, here);
            if (proposal.problems().isEmpty() && takeAll(visit, wish.party(), proposal.wanted(), null)) {
                return new Attempt(true, List.of(), wish.party(), seat);
            }
            var obstacles = bookings.obstacles(wish.party(), proposal.wanted());
            if (!obstacles.isEmpty() && tried < MOST_TRIES && (holds.expire() > 0 || proposal.isOutrunBy(obstacles))) {
                continue;
            }
            var all = proposal.against(obstacles);
            if (reason != null && isOverbooked(all, wish, here.site())) {
                all = all.and(new Overbooked(
                        all.rules().name(), Objects.requireNonNull(all.rules().overbooking())));
            }
            if (all.isRefused(reason)) {
                return new Attempt(false, all.problems(), wish.party(), null);
            }
            if (!all.problems().isEmpty() && takeAll(visit, wish.party(), proposal.wanted(), reason)) {
                return new Attempt(true, all.problems(), wish.party(), seat);
            }
            if (appointments.find(visit).isPresent()) {
                return new Attempt(false, List.of(), wish.party(), null); // the same request, sent twice at once
            }
            if (tried == MOST_TRIES) {
                var inTheWay = new SlotTaken(bookings.obstacles(wish.party(), proposal.wanted()));
                return new Attempt(false, List.of(inTheWay), wish.party(), null);
            }
        }
    }

    /** Whether the practitioner has as many visits against the rules that day as the visit type allows. */
    private boolean isOverbooked(Proposal proposal, Wish wish, Site site) {
        var most = proposal.rules().overbooking();
        if (most == null
                || proposal.problems().stream()
                        .noneMatch(problem -> problem instanceof SlotTaken(var obstacles)
                                && obstacles.stream()
                                        .anyMatch(obstacle -> obstacle.kind() == ResourceKind.PRACTITIONER))) {
            return false;
        }
        var day = Availability.day(LocalDate.ofInstant(wish.time().start(), site.zone()), site.zone());
        return proposal.wanted().stream()
                .filter(booking -> booking.kind() == ResourceKind.PRACTITIONER)
                .anyMatch(booking -> bookings.countOverbooked(booking.resource(), day) >= most);
    }

    /** Everything or nothing: what could be taken is let go of at once, so that nobody who tries again waits for another. */
    boolean takeAll(AppointmentId visit, UUID party, List<Booking> wanted, @Nullable String overrideReason) {
        return Boolean.TRUE.equals(nested.execute(step -> {
            var succeeded = take(visit, party, wanted, overrideReason);
            if (!succeeded) {
                step.setRollbackOnly();
            }
            return succeeded;
        }));
    }

    /** With an override, what others hold is taken beside them. */
    private boolean take(AppointmentId visit, UUID party, List<Booking> wanted, @Nullable String overrideReason) {
        var taken = bookings.take(visit, party, wanted);
        if (taken.size() == wanted.size() || overrideReason == null) {
            return taken.size() == wanted.size();
        }
        var missing = wanted.stream()
                .filter(booking -> !taken.contains(booking))
                .map(booking -> booking.overriding(overrideReason))
                .toList();
        return bookings.take(visit, party, missing).size() == missing.size();
    }
}
