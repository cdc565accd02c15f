package org.carewright.overview.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome;
import org.carewright.care.scheduling.BookingRequest;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.ChangeOutcome;
import org.carewright.care.scheduling.Channel;
import org.carewright.care.scheduling.Opening;
import org.carewright.care.scheduling.OpeningQuery;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.Wishes;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.foundation.patients.PatientSummary;
import org.carewright.overview.demo.DemoPlaces.Post;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;

/**
 * The weeks before today and the bookings after it. Each act is played at its own moment, in order, by the person who
 * would have done it.
 */
final class DemoStory {

    private static final int DAYS_BACK = 14;
    private static final int DAYS_AHEAD = 16;

    private record Act(Instant at, Runnable play) {}

    private final Scheduling scheduling;
    private final Directory directory;
    private final DemoStaff staff;
    private final DemoClock clock;
    private final Instant now;
    private final Random random;
    private final PriorityQueue<Act> acts = new PriorityQueue<>(Comparator.comparing(Act::at));

    DemoStory(Scheduling scheduling, Directory directory, DemoStaff staff, DemoClock clock, Random random) {
        this.scheduling = scheduling;
        this.directory = directory;
        this.staff = staff;
        this.clock = clock;
        this.now = clock.realTime();
        this.random = random;
    }

    /**
     * Plays everything up to the present moment.
     *
     * @param patients who may be booked, by the site that knows them
     */
    void play(List<Post> posts, Map<SiteId, List<PatientSummary>> patients) {
        for (var post : posts) {
            var zone = directory.zone(post.site());
            var today = LocalDate.ofInstant(now, zone);
            var known = patients.getOrDefault(post.site(), List.of()).stream()
                    .filter(patient -> isChild(patient, today) == post.forChildren())
                    .map(PatientSummary::id)
                    .toList();
            var once = new HashSet<PatientId>();
            for (int n = -DAYS_BACK; n <= DAYS_AHEAD && !known.isEmpty(); n++) {
                plan(post, today.plusDays(n), zone, known, once, n);
            }
        }
        while (!acts.isEmpty() && !acts.peek().at().isAfter(now)) {
            var act = acts.remove();
            clock.play(act.at());
            act.play().run();
        }
    }

    private static boolean isChild(PatientSummary patient, LocalDate today) {
        var born = patient.birthDate();
        return born != null && born.date().isAfter(today.minusYears(18));
    }

    /** Some visits on one day of one practitioner: a full past, a busy today, a future that thins out. */
    private void plan(
            Post post, LocalDate day, ZoneId zone, List<PatientId> known, Set<PatientId> once, int daysAhead) {
        int visits = daysAhead <= 0 ? 3 + random.nextInt(3) : Math.max(0, 3 - daysAhead / 5);
        var inTurn = new ArrayList<>(known);
        Collections.shuffle(inTurn, random);
        for (var patient : inTurn.subList(0, Math.min(visits, inTurn.size()))) {
            var bookedOn = day.minusDays(2 + random.nextInt(10));
            var bookedAt = bookedOn.atTime(LocalTime.of(9, 0).plusMinutes(random.nextInt(420)))
                    .atZone(zone)
                    .toInstant();
            // What would have been booked after now was booked this morning.
            var at = bookedAt.isBefore(now) ? bookedAt : now.minus(Duration.ofMinutes(30 + random.nextInt(200)));
            int fate = random.nextInt(100);
            int which = random.nextInt(100);
            var visitType = random.nextBoolean() && once.add(patient) ? post.once() : post.usually();
            acts.add(new Act(at, () -> book(post, visitType.id(), day, patient, fate, which)));
        }
    }

    private void book(Post post, VisitTypeId visitType, LocalDate day, PatientId patient, int fate, int which) {
        var coordinator = staff.actor(Role.COORDINATOR);
        var openings = scheduling
                .openings(
                        new OpeningQuery(
                                visitType,
                                List.of(post.site()),
                                patient,
                                null,
                                day,
                                day,
                                Wishes.with(post.practitioner()),
                                100),
                        coordinator)
                .openings();
        if (openings.isEmpty()) {
            return;
        }
        var opening = openings.get(which * openings.size() / 100);
        if (scheduling.book(request(post, visitType, patient, opening), coordinator)
                instanceof BookingOutcome.Booked booked) {
            new Visit(booked.id(), booked.version(), opening).live(fate);
        }
    }

    private static BookingRequest request(Post post, VisitTypeId visitType, PatientId patient, Opening opening) {
        return new BookingRequest(
                AppointmentId.fresh(),
                patient,
                post.site(),
                visitType,
                opening.practitioner(),
                opening.room(),
                opening.time(),
                "",
                null,
                null);
    }

    /** One visit on its way. Its version moves with each act. */
    private final class Visit {

        private final AppointmentId id;
        private final Instant starts;
        private final Instant ends;
        private int version;

        Visit(AppointmentId id, int version, Opening opening) {
            this.id = id;
            this.version = version;
            this.starts = opening.time().start();
            this.ends = opening.time().end();
        }

        /** @param fate from 0 to 99 */
        void live(int fate) {
            var desk = staff.actor(Role.FRONT_DESK);
            if (fate < 8) {
                later(starts.minus(Duration.ofHours(20)), v -> scheduling.cancel(id, v, cancelled(fate), desk));
                return;
            }
            if (fate < 70) {
                later(starts.minus(Duration.ofHours(26)), v -> scheduling.confirm(id, v, Channel.PHONE, desk));
            }
            if (fate < 15) {
                later(starts.plus(Duration.ofMinutes(30)), v -> scheduling.noShow(id, v, desk));
            } else if (fate < 99) {
                var nurse = staff.actor(Role.NURSE);
                later(starts.minus(Duration.ofMinutes(fate % 12)), v -> scheduling.arrive(id, v, desk));
                later(starts.plus(Duration.ofMinutes(fate % 9)), v -> scheduling.start(id, v, nurse));
                if (fate < 97) {
                    later(ends.plus(Duration.ofMinutes(fate % 7)), v -> scheduling.checkOut(id, v, desk));
                }
            }
        }

        private void later(Instant at, IntFunction<ChangeOutcome> change) {
            var moment = at.isBefore(clock.instant()) ? clock.instant().plusSeconds(60) : at;
            acts.add(new Act(moment, () -> {
                if (change.apply(version) instanceof ChangeOutcome.Changed changed) {
                    version = changed.version();
                }
            }));
        }
    }

    private static Cancellation cancelled(int fate) {
        var reason = fate % 2 == 0 ? CancellationReason.PATIENT_UNABLE : CancellationReason.PROVIDER;
        return new Cancellation(reason, reason.by(), "", null);
    }
}
