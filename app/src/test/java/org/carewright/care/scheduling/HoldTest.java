package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingOutcome.Refused;
import org.carewright.care.scheduling.ChangeOutcome.Changed;
import org.carewright.care.scheduling.ChangeOutcome.NotAllowed;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CarewrightTest
class HoldTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    AppointmentStore appointments;

    @Autowired
    BookingStore bookings;

    @Autowired
    TestClock clock;

    Clinic clinic;
    PatientId patient;
    PatientId other;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        patient = fixtures.patient(clinic.site());
        other = fixtures.patient(clinic.site());
    }

    @Test
    void a_held_time_is_kept_from_others() {
        var held = hold(patient);

        assertThat(status(held)).isEqualTo(AppointmentStatus.PENDING);
        assertThat(book(other)).isInstanceOf(Refused.class);
    }

    @Test
    void what_was_held_can_be_booked() {
        var held = hold(patient);

        assertThat(scheduling.keep(held.id(), held.version(), clinic.coordinator()))
                .isEqualTo(new Changed(held.id(), 1));

        assertThat(status(held)).isEqualTo(AppointmentStatus.BOOKED);
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        scheduling.expireHolds();
        assertThat(status(held)).isEqualTo(AppointmentStatus.BOOKED);
    }

    @Test
    void booking_with_the_id_of_a_hold_books_what_is_held() {
        var request = clinic.request(patient, clinic.tuesday(9, 0));
        scheduling.hold(request, clock.instant().plus(QUARTER), clinic.coordinator());

        assertThat(scheduling.book(request, clinic.coordinator())).isEqualTo(new Booked(request.id(), 1));
    }

    @Test
    void what_is_let_go_of_is_free_at_once_and_letting_go_can_be_taken_back() {
        var held = hold(patient);

        var letGo = scheduling.letGo(held.id(), held.version(), clinic.coordinator());

        assertThat(letGo).isInstanceOf(Changed.class);
        scheduling.undo(held.id(), ((Changed) letGo).version(), clinic.coordinator());
        assertThat(status(held)).isEqualTo(AppointmentStatus.PENDING);
        assertThat(book(other)).isInstanceOf(Refused.class);
    }

    @Test
    void a_hold_runs_out_by_itself() {
        var held = hold(patient);
        clock.set(clock.instant().plus(QUARTER));

        scheduling.expireHolds();

        assertThat(status(held)).isEqualTo(AppointmentStatus.ENTERED_IN_ERROR);
        assertThat(book(other)).isInstanceOf(Booked.class);
        assertThat(scheduling.keep(held.id(), 1, clinic.coordinator())).isInstanceOf(NotAllowed.class);
    }

    @Test
    void whoever_wants_a_time_whose_hold_has_run_out_need_not_wait() {
        hold(patient);
        clock.set(clock.instant().plus(QUARTER));

        assertThat(book(other)).isInstanceOf(Booked.class);
    }

    @Test
    void a_hold_that_has_run_out_can_still_be_booked_while_nobody_else_wants_the_time() {
        var held = hold(patient);
        clock.set(clock.instant().plus(QUARTER));

        assertThat(scheduling.keep(held.id(), held.version(), clinic.coordinator()))
                .isInstanceOf(Changed.class);
    }

    @Test
    void nothing_is_held_for_ever() {
        var request = clinic.request(patient, clinic.tuesday(9, 0));
        var now = clock.instant();

        assertThatThrownBy(() -> scheduling.hold(request, now, clinic.coordinator()))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> scheduling.hold(
                        request, now.plus(Scheduling.LONGEST_HOLD).plusSeconds(1), clinic.coordinator()))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_held_visit_neither_arrives_nor_is_moved_or_cancelled() {
        var held = hold(patient);

        assertThat(List.of(AppointmentStatus.Act.values()).stream()
                        .filter(act -> status(held).allows(act)))
                .containsExactly(AppointmentStatus.Act.BOOK, AppointmentStatus.Act.LET_GO);
    }

    @Test
    void of_many_who_want_a_time_whose_hold_has_run_out_one_gets_it() throws Exception {
        hold(patient);
        clock.set(clock.instant().plus(QUARTER));
        var many = IntStream.range(0, 12)
                .mapToObj(i -> clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)))
                .toList();

        try (var threads = Executors.newFixedThreadPool(6)) {
            var outcomes = threads.invokeAll(many.stream()
                    .<java.util.concurrent.Callable<BookingOutcome>>map(
                            request -> () -> scheduling.book(request, clinic.coordinator()))
                    .toList());
            var booked = 0;
            for (var outcome : outcomes) {
                booked += outcome.get() instanceof Booked ? 1 : 0;
            }
            assertThat(booked).isEqualTo(1);
        }
    }

    private Booked hold(PatientId whom) {
        var request = clinic.request(whom, clinic.tuesday(9, 0));
        return (Booked) scheduling.hold(request, clock.instant().plus(QUARTER), clinic.coordinator());
    }

    private BookingOutcome book(PatientId whom) {
        return scheduling.book(clinic.request(whom, clinic.tuesday(9, 0)), clinic.coordinator());
    }

    private AppointmentStatus status(Booked held) {
        return appointments.find(held.id()).orElseThrow().status();
    }
}
