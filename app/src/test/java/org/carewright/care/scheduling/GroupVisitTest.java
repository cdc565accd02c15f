package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingOutcome.Refused;
import org.carewright.care.scheduling.BookingOutcome.Unsuitable;
import org.carewright.care.scheduling.ChangeOutcome.Changed;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class GroupVisitTest {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    AppointmentStore appointments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Clinic clinic;

    @BeforeEach
    void three_seats() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        jdbc.sql("update visit_type set capacity = 3 where id = :id")
                .param("id", clinic.visitType().value())
                .update();
    }

    @Test
    void as_many_patients_as_there_are_seats_share_one_practitioner_and_room() {
        var seats = List.of(book(patient()), book(patient()), book(patient())).stream()
                .map(outcome -> visit((Booked) outcome).seat())
                .toList();

        assertThat(seats).containsExactly(new Seat(1, 3), new Seat(2, 3), new Seat(3, 3));
        assertThat(((Refused) book(patient())).problems())
                .containsExactly(new Unsuitable("The group is full: all 3 seats are taken."));
    }

    @Test
    void a_patient_has_one_seat() {
        var patient = patient();
        book(patient);

        assertThat(((Refused) book(patient)).problems())
                .contains(new Unsuitable("The patient is in this group already."));
    }

    @Test
    void who_leaves_frees_a_seat_and_not_the_room() {
        var first = (Booked) book(patient());
        book(patient());

        scheduling.cancel(
                first.id(),
                0,
                new Cancellation(CancellationReason.PATIENT_TRANSPORT, CancellationReason.By.PATIENT, "", null),
                clinic.coordinator());

        assertThat(visit((Booked) book(patient())).seat()).isEqualTo(new Seat(1, 3));
        var alone = fixtures.visitType(0);
        assertThat(scheduling.book(request(alone, patient()), clinic.coordinator()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_group_that_has_seats_left_is_offered_before_a_new_one_is_begun() {
        book(patient());
        book(patient());

        var found = scheduling.openings(query(patient(), 10), clinic.coordinator());

        assertThat(found.openings())
                .filteredOn(opening -> opening.seatsLeft() > 0)
                .extracting(opening -> opening.time().start(), Opening::seatsLeft, Opening::practitioner)
                .containsExactly(tuple(clinic.tuesday(9, 0), 1, clinic.practitioner()));
        assertThat(found.openings()).hasSize(10);
    }

    @Test
    void a_full_group_is_not_offered_nor_one_in_which_the_patient_is() {
        var member = patient();
        book(member);
        assertThat(scheduling.openings(query(member, 60), clinic.coordinator()).openings())
                .allMatch(opening -> opening.seatsLeft() == 0);

        book(patient());
        book(patient());

        assertThat(scheduling
                        .openings(query(patient(), 60), clinic.coordinator())
                        .openings())
                .allMatch(opening -> opening.seatsLeft() == 0);
    }

    @Test
    void one_member_moves_and_the_others_stay() {
        var mover = (Booked) book(patient());
        var other = (Booked) book(patient());

        var moved = (Booked) scheduling.reschedule(move(mover, clinic.tuesday(11, 0)), clinic.coordinator());

        assertThat(visit(moved).party()).isNotEqualTo(visit(other).party());
        assertThat(visit(other).time().start()).isEqualTo(clinic.tuesday(9, 0));
        assertThat(scheduling.undo(moved.id(), moved.version(), clinic.coordinator()))
                .isInstanceOf(Changed.class);
        assertThat(visit(mover).status()).isEqualTo(AppointmentStatus.BOOKED);
    }

    @Test
    void a_whole_group_moves_by_a_quarter_of_an_hour_and_back() {
        var members = List.of((Booked) book(patient()), (Booked) book(patient()), (Booked) book(patient()));

        var moved = (Booked)
                scheduling.rescheduleGroup(move(members.getFirst(), clinic.tuesday(9, 15)), clinic.coordinator());

        assertThat(members).allMatch(member -> visit(member).status() == AppointmentStatus.CANCELLED);
        assertThat(startsOf(visit(moved))).hasSize(3).containsOnly(clinic.tuesday(9, 15));

        scheduling.undo(moved.id(), moved.version(), clinic.coordinator());

        assertThat(members).allMatch(member -> visit(member).status() == AppointmentStatus.BOOKED);
        assertThat(startsOf(visit(moved))).hasSize(3).containsOnly(clinic.tuesday(9, 0));
    }

    @Test
    void a_group_moves_together_or_not_at_all() {
        var busy = patient();
        var first = (Booked) book(patient());
        book(busy);
        var elsewhere = fixtures.practitioner(clinic.site());
        var other = new BookingRequest(
                AppointmentId.fresh(),
                busy,
                clinic.site(),
                fixtures.visitType(0),
                elsewhere,
                fixtures.room(clinic.site()),
                Interval.of(clinic.tuesday(11, 0), HALF_HOUR),
                "",
                null,
                null);
        assertThat(scheduling.book(other, clinic.coordinator())).isInstanceOf(Booked.class);

        var outcome = scheduling.rescheduleGroup(move(first, clinic.tuesday(11, 0)), clinic.coordinator());

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(startsOf(visit(first))).hasSize(2).containsOnly(clinic.tuesday(9, 0));
    }

    @Test
    void of_many_who_want_the_last_seats_as_many_as_there_are_get_one() throws Exception {
        var wishes = IntStream.range(0, 10).mapToObj(i -> patient()).toList();
        try (var threads = Executors.newFixedThreadPool(5)) {
            var outcomes = new ArrayList<BookingOutcome>();
            for (var outcome : threads.invokeAll(wishes.stream()
                    .<Callable<BookingOutcome>>map(patient -> () -> book(patient))
                    .toList())) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes).filteredOn(Booked.class::isInstance).hasSize(3);
            assertThat(outcomes.stream()
                            .filter(Booked.class::isInstance)
                            .map(booked -> visit((Booked) booked).seat()))
                    .containsExactlyInAnyOrder(new Seat(1, 3), new Seat(2, 3), new Seat(3, 3));
        }
    }

    @Test
    void two_practitioners_take_part_where_a_visit_needs_two() {
        jdbc.sql("update visit_type set capacity = 1, practitioners = 2 where id = :id")
                .param("id", clinic.visitType().value())
                .update();
        assertThat(scheduling
                        .openings(query(patient(), 1), clinic.coordinator())
                        .openings())
                .isEmpty();
        var second = fixtures.practitioner(clinic.site());

        var booked = (Booked) book(patient());

        assertThat(practitioners(booked)).containsExactly(clinic.practitioner(), second);
        assertThat(book(patient())).isInstanceOf(Refused.class);
    }

    @Test
    void only_who_has_the_skills_is_found_and_booked() {
        jdbc.sql("update visit_type set capacity = 1, skills = '{sedation}' where id = :id")
                .param("id", clinic.visitType().value())
                .update();
        assertThat(book(patient())).isInstanceOf(Refused.class);
        assertThat(scheduling
                        .openings(query(patient(), 1), clinic.coordinator())
                        .openings())
                .isEmpty();

        jdbc.sql("update practitioner set skills = '{sedation,wounds}' where id = :id")
                .param("id", clinic.practitioner().value())
                .update();

        assertThat(scheduling
                        .openings(query(patient(), 1), clinic.coordinator())
                        .openings())
                .hasSize(1);
        assertThat(book(patient())).isInstanceOf(Booked.class);
    }

    @Test
    void nothing_is_offered_or_booked_further_ahead_than_the_visit_type_allows() {
        jdbc.sql("update visit_type set capacity = 1, horizon_days = 1 where id = :id")
                .param("id", clinic.visitType().value())
                .update();

        var found =
                scheduling.openings(query(patient(), 200), clinic.coordinator()).openings();

        assertThat(found)
                .isNotEmpty()
                .allMatch(opening ->
                        !opening.time().start().isAfter(clock.instant().plus(Duration.ofDays(1))));
        assertThat(((Refused) scheduling.book(
                                request(clinic.visitType(), patient(), clinic.tuesday(15, 0)), clinic.coordinator()))
                        .problems())
                .hasExactlyElementsOfTypes(BookingOutcome.TooFarAhead.class);
    }

    @Test
    void a_practitioner_is_overbooked_as_often_a_day_as_the_visit_type_allows() {
        jdbc.sql("update visit_type set capacity = 1, overbooking = 1 where id = :id")
                .param("id", clinic.visitType().value())
                .update();
        book(patient());

        assertThat(overbook()).isInstanceOf(Booked.class);
        assertThat(((Refused) overbook()).problems()).anyMatch(BookingOutcome.Overbooked.class::isInstance);
    }

    private BookingOutcome overbook() {
        var plain = request(clinic.visitType(), patient());
        var request = new BookingRequest(
                plain.id(),
                plain.patient(),
                plain.site(),
                plain.visitType(),
                plain.practitioner(),
                plain.room(),
                plain.time(),
                "",
                null,
                "An emergency");
        return scheduling.book(request, clinic.coordinator());
    }

    private PatientId patient() {
        return fixtures.patient(clinic.site());
    }

    private BookingOutcome book(PatientId patient) {
        return scheduling.book(request(clinic.visitType(), patient), clinic.coordinator());
    }

    private BookingRequest request(VisitTypeId type, PatientId patient) {
        return request(type, patient, clinic.tuesday(9, 0));
    }

    private BookingRequest request(VisitTypeId type, PatientId patient, Instant start) {
        return new BookingRequest(
                AppointmentId.fresh(),
                patient,
                clinic.site(),
                type,
                clinic.practitioner(),
                clinic.room(),
                Interval.of(start, HALF_HOUR),
                "",
                null,
                null);
    }

    private RescheduleRequest move(Booked visit, Instant start) {
        return new RescheduleRequest(
                visit.id(),
                visit.version(),
                AppointmentId.fresh(),
                clinic.practitioner(),
                clinic.room(),
                Interval.of(start, HALF_HOUR),
                null);
    }

    private OpeningQuery query(PatientId patient, int limit) {
        var day = LocalDate.of(2026, 11, 17);
        return new OpeningQuery(
                clinic.visitType(), List.of(clinic.site()), patient, null, day, day.plusDays(3), Wishes.NONE, limit);
    }

    private Appointment visit(Booked booked) {
        return appointments.find(booked.id()).orElseThrow();
    }

    private List<Instant> startsOf(Appointment member) {
        return jdbc
                .sql("select starts_at from appointment where party = :party and status = 'booked'")
                .param("party", member.party())
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    private List<PractitionerId> practitioners(Booked booked) {
        return jdbc
                .sql(
                        "select resource_id from booking where appointment_id = :id and kind = 'practitioner' order by position")
                .param("id", booked.id().value())
                .query(UUID.class)
                .list()
                .stream()
                .map(PractitionerId::new)
                .toList();
    }
}
