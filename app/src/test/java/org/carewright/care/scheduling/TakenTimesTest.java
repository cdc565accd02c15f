package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.openings.Horizon;
import org.carewright.openings.TimeSet;
import org.carewright.platform.types.Interval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept of taken times is what the database holds, whoever wrote it and whenever it was committed. */
@CarewrightTest
class TakenTimesTest {

    @Autowired
    TakenTimes taken;

    @Autowired
    TakenStore store;

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    Clinic clinic;
    Set<UUID> resources;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        resources = Set.of(clinic.practitioner().value(), clinic.room().value());
    }

    @Test
    void follows_every_act() {
        var random = new SplittableRandom(7);
        var patient = fixtures.patient(clinic.site());
        for (int i = 0; i < 60; i++) {
            var start = clinic.tuesday(8, 0).plus(Duration.ofMinutes(random.nextInt(12 * 24) * 15L));
            if (scheduling.book(clinic.request(patient, start), clinic.coordinator())
                    instanceof Booked(var id, var version)) {
                assertThat(now()).isEqualTo(stored());
                switch (random.nextInt(4)) {
                    case 0 -> scheduling.undo(id, version, clinic.coordinator());
                    case 1 -> {
                        var cancelled = new Cancellation(
                                CancellationReason.PATIENT_TRANSPORT, CancellationReason.By.PATIENT, "", null);
                        scheduling.cancel(id, version, cancelled, clinic.coordinator());
                        assertThat(now()).isEqualTo(stored());
                        scheduling.undo(id, version + 1, clinic.coordinator());
                    }
                    case 2 -> {
                        var moved = new RescheduleRequest(
                                id,
                                version,
                                AppointmentId.fresh(),
                                clinic.practitioner(),
                                clinic.room(),
                                Interval.of(start.plus(Duration.ofMinutes(10)), Duration.ofMinutes(30)),
                                null);
                        scheduling.reschedule(moved, clinic.coordinator());
                    }
                    default -> {}
                }
            }
            assertThat(now()).isEqualTo(stored());
        }
        assertThat(now().values()).noneMatch(TimeSet::isEmpty);
    }

    @Test
    void what_overlaps_by_override_stays_until_both_are_gone() {
        var first = (Booked) scheduling.book(
                clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator());
        var wanted = clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 15));
        var second = (Booked) scheduling.book(
                new BookingRequest(
                        wanted.id(),
                        wanted.patient(),
                        wanted.site(),
                        wanted.visitType(),
                        wanted.practitioner(),
                        wanted.room(),
                        wanted.time(),
                        "",
                        null,
                        "Urgent"),
                clinic.coordinator());
        assertThat(now()).isEqualTo(stored());

        scheduling.undo(first.id(), first.version(), clinic.coordinator());

        assertThat(now()).isEqualTo(stored());
        assertThat(practitioner().contains(slot(clinic.tuesday(9, 20)))).isTrue();
        scheduling.undo(second.id(), second.version(), clinic.coordinator());
        assertThat(now().values()).allMatch(TimeSet::isEmpty);
    }

    /** A transaction that began before a search and ends after it, as one of another node may. */
    @Test
    void a_booking_that_commits_late_is_seen_as_soon_as_it_has() throws Exception {
        now();
        var early = fixtures.patient(clinic.site());
        var late = fixtures.patient(clinic.site());
        var written = new CountDownLatch(1);
        var searched = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> slow = threads.submit(() -> transaction.executeWithoutResult(step -> {
                scheduling.book(clinic.request(late, clinic.tuesday(9, 0)), clinic.coordinator());
                written.countDown();
                await(searched);
            }));
            await(written);
            scheduling.book(clinic.request(early, clinic.tuesday(11, 0)), clinic.coordinator());
            assertThat(practitioner().contains(slot(clinic.tuesday(11, 0)))).isTrue();
            assertThat(practitioner().contains(slot(clinic.tuesday(9, 0)))).isFalse();
            searched.countDown();
            slow.get();
        }
        assertThat(practitioner().contains(slot(clinic.tuesday(9, 0)))).isTrue();
        assertThat(now()).isEqualTo(stored());
    }

    @Test
    void what_a_transaction_took_and_gave_back_is_its_own_business() {
        now();
        var patient = fixtures.patient(clinic.site());
        transaction.executeWithoutResult(step -> {
            scheduling.book(clinic.request(patient, clinic.tuesday(9, 0)), clinic.coordinator());
            assertThat(practitioner().contains(slot(clinic.tuesday(9, 0)))).isTrue();
            step.setRollbackOnly();
        });

        assertThat(now().values()).allMatch(TimeSet::isEmpty);
    }

    @Test
    void a_new_day_looks_a_day_further() {
        now();
        scheduling.book(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator());
        clock.set(clinic.tuesday(20, 0));

        assertThat(now()).isEqualTo(stored());
        assertThat(practitioner().count(0, taken.horizon().slots())).isEqualTo(8);
    }

    private Map<UUID, TimeSet> now() {
        return taken.now(taken.horizon(), resources, null);
    }

    private TimeSet practitioner() {
        return Objects.requireNonNull(now().get(clinic.practitioner().value()));
    }

    private int slot(Instant moment) {
        return taken.horizon().floor(moment);
    }

    /** Read anew, slot by slot. */
    private Map<UUID, TimeSet> stored() {
        var horizon = taken.horizon();
        var sets = resources.stream().collect(Collectors.toMap(id -> id, id -> TimeSet.none(horizon)));
        store.each(resources, new Interval(horizon.start(), horizon.end()), (resource, time) -> {
            var set = Objects.requireNonNull(sets.get(resource));
            IntStream.range(0, horizon.slots())
                    .filter(slot -> time.overlaps(Interval.of(horizon.instant(slot), Horizon.SLOT)))
                    .forEach(slot -> set.add(slot, slot + 1));
        });
        return sets;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
