package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.BookingOutcome.InThePast;
import org.carewright.care.scheduling.BookingOutcome.Obstacle;
import org.carewright.care.scheduling.BookingOutcome.OutsideHours;
import org.carewright.care.scheduling.BookingOutcome.Refused;
import org.carewright.care.scheduling.BookingOutcome.SlotTaken;
import org.carewright.care.scheduling.ChangeOutcome.Changed;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.DirectoryUse;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.Stale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CarewrightTest
class SchedulingTest {

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    AppointmentStore appointments;

    @Autowired
    BookingStore bookings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    Patients patients;

    @Autowired
    PatientFixtures people;

    @Autowired
    Directory directory;

    Clinic clinic;
    PatientId patient;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        patient = fixtures.patient(clinic.site());
    }

    @Test
    void a_visit_takes_the_practitioner_the_room_and_the_patient() {
        var booked = book(clinic.request(patient, clinic.tuesday(9, 0)));

        assertThat(bookings.list(booked.id()))
                .extracting(Booking::kind, Booking::resource, Booking::during)
                .containsExactlyInAnyOrder(
                        row(ResourceKind.PRACTITIONER, clinic.practitioner().value(), 40),
                        row(ResourceKind.ROOM, clinic.room().value(), 40),
                        row(ResourceKind.PATIENT, patient.value(), 30));
    }

    @Test
    void a_taken_slot_is_refused_and_the_obstacles_are_named() {
        book(clinic.request(patient, clinic.tuesday(9, 0)));

        var outcome = scheduling.book(
                clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 30)), clinic.coordinator());

        assertThat(obstacles(outcome))
                .extracting(Obstacle::kind, obstacle -> obstacle.time().start())
                .containsExactly(
                        tuple(ResourceKind.PRACTITIONER, clinic.tuesday(9, 0)),
                        tuple(ResourceKind.ROOM, clinic.tuesday(9, 0)));
    }

    @Test
    void what_changes_in_the_directory_counts_for_the_next_booking_and_what_is_taken_back_for_none() {
        var early = clinic.request(patient, clinic.tuesday(7, 0));
        assertThat(problems(scheduling.book(early, clinic.coordinator())))
                .hasAtLeastOneElementOfType(OutsideHours.class);

        transaction.executeWithoutResult(step -> {
            openFrom("06:00");
            assertThat(scheduling.book(clinic.request(patient, clinic.tuesday(7, 30)), clinic.coordinator()))
                    .isInstanceOf(Booked.class);
            step.setRollbackOnly();
        });
        assertThat(problems(scheduling.book(early, clinic.coordinator())))
                .hasAtLeastOneElementOfType(OutsideHours.class);

        openFrom("07:00");
        assertThat(scheduling.book(early, clinic.coordinator())).isInstanceOf(Booked.class);
    }

    private void openFrom(String opens) {
        jdbc.sql("update site_hours set opens = cast(:opens as time) where site_id = :site")
                .param("opens", opens)
                .param("site", clinic.site().value())
                .update();
        jdbc.sql("update practitioner_hours set starts = cast(:opens as time) where site_id = :site")
                .param("opens", opens)
                .param("site", clinic.site().value())
                .update();
    }

    private static List<BookingOutcome.Problem> problems(BookingOutcome outcome) {
        return ((Refused) outcome).problems();
    }

    @Test
    void a_form_opened_before_a_merge_books_the_record_that_is_left() {
        var other = fixtures.patient(clinic.site());
        people.merge(patient, other, clinic.coordinator());

        var booked = book(clinic.request(other, clinic.tuesday(9, 0)));

        assertThat(bookings.list(booked.id()))
                .filteredOn(booking -> booking.kind() == ResourceKind.PATIENT)
                .extracting(Booking::resource)
                .containsExactly(patient.value());
    }

    @Test
    void a_visit_moved_while_two_records_were_one_goes_back_in_its_new_place() {
        var other = fixtures.patient(clinic.site());
        var booked = book(clinic.request(other, clinic.tuesday(9, 0)));
        var merge = people.merge(patient, other, clinic.coordinator()).orElseThrow();
        var moved = (Booked) reschedule(booked, clinic.tuesday(11, 0));

        people.undo(merge, clinic.coordinator());

        assertThat(find(moved.id()).patient()).isEqualTo(other);
        assertThat(bookings.list(moved.id())).extracting(Booking::resource).contains(other.value());
        assertThat(loops(booked.id())).isEmpty();
    }

    @Test
    void the_site_of_a_visit_knows_the_patient_from_then_on() {
        var home = fixtures.clinic().site();
        var elsewhere = fixtures.patient(home);
        var coordinator = clinic.coordinator();
        var both = new Actor(
                coordinator.user(),
                coordinator.name(),
                coordinator.roles(),
                Set.of(clinic.site(), home),
                coordinator.origin());

        var outcome = scheduling.book(clinic.request(elsewhere, clinic.tuesday(9, 0)), both);

        assertThat(outcome).isInstanceOf(Booked.class);
        assertThat(patients.get(elsewhere, clinic.coordinator()).sites())
                .containsExactlyInAnyOrder(home, clinic.site());
    }

    @Test
    void a_slot_after_the_buffer_can_be_booked() {
        book(clinic.request(patient, clinic.tuesday(9, 0)));

        var outcome = scheduling.book(
                clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 40)), clinic.coordinator());

        assertThat(outcome).isInstanceOf(Booked.class);
    }

    @Test
    void all_problems_are_told_at_once_and_nothing_is_written() {
        book(overriding(clinic.request(patient, clinic.tuesday(19, 0)), "evening clinic"));

        var request = clinic.request(patient, clinic.tuesday(19, 0));
        var outcome = scheduling.book(request, clinic.coordinator());

        assertThat(((Refused) outcome).problems())
                .hasExactlyElementsOfTypes(OutsideHours.class, OutsideHours.class, SlotTaken.class);
        assertThat(appointments.find(request.id())).isEmpty();
        assertThat(bookings.list(request.id())).isEmpty();
    }

    @Test
    void a_time_that_is_over_is_refused() {
        var outcome =
                scheduling.book(clinic.request(patient, Instant.parse("2026-11-13T15:00:00Z")), clinic.coordinator());

        assertThat(((Refused) outcome).problems()).hasExactlyElementsOfTypes(InThePast.class);
    }

    @Test
    void an_override_with_a_reason_overbooks_and_is_audited() {
        book(clinic.request(patient, clinic.tuesday(9, 0)));
        var second = overriding(
                clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), "sore throat, squeezed in");

        var booked = book(second);

        assertThat(jdbc.sql("select detail ->> 'override' from audit_event where subject = :id and act = 'update'")
                        .param("id", booked.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("sore throat, squeezed in");
    }

    @Test
    void an_overbooked_slot_is_still_closed_to_others_when_the_first_visit_is_cancelled() {
        var first = book(clinic.request(patient, clinic.tuesday(9, 0)));
        book(overriding(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), "squeezed in"));
        cancel(first);

        var outcome = scheduling.book(
                clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator());

        assertThat(obstacles(outcome)).hasSize(2);
    }

    @Test
    void an_override_needs_its_permission() {
        var request = overriding(clinic.request(patient, clinic.tuesday(19, 0)), "evening");
        var frontDesk = fixtures.actor(Role.FRONT_DESK, clinic.site());

        assertThatThrownBy(() -> scheduling.book(request, frontDesk)).isInstanceOf(Forbidden.class);

        assertThat(appointments.find(request.id())).isEmpty();
    }

    @Test
    void a_form_sent_twice_books_once() {
        var request = clinic.request(patient, clinic.tuesday(9, 0));

        var first = scheduling.book(request, clinic.coordinator());
        var second = scheduling.book(request, clinic.coordinator());

        assertThat(second).isEqualTo(first);
    }

    @RepeatedTest(3)
    void of_forty_who_want_one_slot_at_once_one_gets_it_and_the_others_learn_what_is_in_the_way() throws Exception {
        var attempts = IntStream.range(0, 40)
                .mapToObj(i -> clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(10, 0)))
                .<Callable<BookingOutcome>>map(request -> () -> scheduling.book(request, clinic.coordinator()))
                .toList();

        var outcomes = atOnce(attempts);

        assertThat(outcomes).filteredOn(Booked.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Refused.class::isInstance)
                .hasSize(39)
                .allSatisfy(outcome -> assertThat(obstacles(outcome)).isNotEmpty());
    }

    @RepeatedTest(3)
    void who_names_no_room_gets_another_when_somebody_takes_the_first_at_the_same_moment() throws Exception {
        jdbc.sql("update visit_type set practitioners = 0 where id = :id")
                .param("id", clinic.visitType().value())
                .update();
        IntStream.range(0, 5).forEach(more -> fixtures.room(clinic.site()));
        var attempts = Stream.generate(() -> withoutRoom(null, clinic.tuesday(10, 0)))
                .limit(6)
                .<Callable<BookingOutcome>>map(request -> () -> scheduling.book(request, clinic.coordinator()))
                .toList();

        assertThat(atOnce(attempts)).allMatch(Booked.class::isInstance);
    }

    @Test
    void each_practitioner_stays_in_a_room_of_her_own() {
        var team = List.of(
                clinic.practitioner(), fixtures.practitioner(clinic.site()), fixtures.practitioner(clinic.site()));
        team.forEach(practitioner -> fixtures.room(clinic.site()));

        var rooms = team.stream()
                .map(practitioner -> IntStream.of(9, 11, 14)
                        .mapToObj(hour -> book(withoutRoom(practitioner, clinic.tuesday(hour, 0))))
                        .map(booked -> room(booked.id()))
                        .collect(Collectors.toSet()))
                .toList();

        assertThat(rooms).allSatisfy(hers -> assertThat(hers).hasSize(1)).doesNotHaveDuplicates();
    }

    private BookingRequest withoutRoom(@Nullable PractitionerId practitioner, Instant start) {
        return new BookingRequest(
                AppointmentId.fresh(),
                fixtures.patient(clinic.site()),
                clinic.site(),
                clinic.visitType(),
                practitioner,
                null,
                Interval.of(start, Duration.ofMinutes(30)),
                "",
                null,
                null);
    }

    private UUID room(AppointmentId visit) {
        return bookings.list(visit).stream()
                .filter(booking -> booking.kind() == ResourceKind.ROOM)
                .map(Booking::resource)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_form_sent_many_times_at_once_books_once() throws Exception {
        var request = clinic.request(patient, clinic.tuesday(10, 0));
        Callable<BookingOutcome> attempt = () -> scheduling.book(request, clinic.coordinator());

        var outcomes = atOnce(Collections.nCopies(12, attempt));

        assertThat(outcomes).containsOnly(new Booked(request.id(), 0));
        assertThat(bookings.list(request.id())).hasSize(3);
    }

    @Test
    void a_visit_can_be_moved_by_a_few_minutes_into_its_own_time() {
        var old = book(clinic.request(patient, clinic.tuesday(9, 0)));

        var moved = (Booked) reschedule(old, clinic.tuesday(9, 15));

        assertThat(find(old.id()).progress().cancelReason()).isEqualTo(CancellationReason.RESCHEDULED);
        assertThat(find(moved.id()).replaces()).isEqualTo(old.id());
        assertThat(loops(old.id())).isEmpty();
    }

    @Test
    void a_move_to_a_taken_time_leaves_the_visit_where_it_is() {
        var old = book(clinic.request(patient, clinic.tuesday(9, 0)));
        book(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(11, 0)));

        var outcome = reschedule(old, clinic.tuesday(11, 0));

        assertThat(obstacles(outcome)).hasSize(2);
        assertThat(find(old.id()).status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(bookings.list(old.id())).hasSize(3);
    }

    @Test
    void a_cancelled_slot_can_be_booked_again() {
        cancel(book(clinic.request(patient, clinic.tuesday(9, 0))));

        var outcome = scheduling.book(
                clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator());

        assertThat(outcome).isInstanceOf(Booked.class);
    }

    @Test
    void taking_a_cancellation_back_restores_the_visit_exactly() {
        var booked = book(clinic.request(patient, clinic.tuesday(9, 0)));
        var before = find(booked.id());
        var taken = bookings.list(booked.id());
        var cancelled = cancel(booked);

        scheduling.undo(cancelled.id(), cancelled.version(), clinic.coordinator());

        assertThat(find(booked.id()).progress()).isEqualTo(before.progress());
        assertThat(bookings.list(booked.id())).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(loops(booked.id())).doesNotContain("cancelled-rebook");
    }

    @Test
    void a_cancellation_cannot_be_taken_back_when_the_time_was_given_away() {
        var cancelled = cancel(book(clinic.request(patient, clinic.tuesday(9, 0))));
        book(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)));

        var outcome = scheduling.undo(cancelled.id(), cancelled.version(), clinic.coordinator());

        assertThat(((ChangeOutcome.SlotTaken) outcome).obstacles()).hasSize(2);
        assertThat(find(cancelled.id()).status()).isEqualTo(AppointmentStatus.CANCELLED);
    }

    @Test
    void taking_a_move_back_restores_the_old_visit_and_withdraws_the_new() {
        var old = book(clinic.request(patient, clinic.tuesday(9, 0)));
        var moved = (Booked) reschedule(old, clinic.tuesday(11, 0));

        scheduling.undo(moved.id(), moved.version(), clinic.coordinator());

        assertThat(find(old.id()).status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(find(moved.id()).status()).isEqualTo(AppointmentStatus.ENTERED_IN_ERROR);
        assertThat(reschedule(old.id(), 2, clinic.tuesday(11, 0))).isInstanceOf(Booked.class);
    }

    @Test
    void somebody_who_saw_an_older_state_is_told_so() {
        var booked = book(clinic.request(patient, clinic.tuesday(9, 0)));
        scheduling.confirm(booked.id(), booked.version(), Channel.PHONE, clinic.coordinator());

        assertThatThrownBy(() -> scheduling.arrive(booked.id(), booked.version(), clinic.coordinator()))
                .isInstanceOf(Stale.class);
    }

    @Test
    void an_arrival_sent_twice_is_recorded_once() {
        var booked = book(clinic.request(patient, clinic.tuesday(9, 0)));
        clock.set(clinic.tuesday(8, 50));

        var first = scheduling.arrive(booked.id(), 0, clinic.coordinator());
        var second = scheduling.arrive(booked.id(), 0, clinic.coordinator());

        assertThat(second).isEqualTo(first).isEqualTo(new Changed(booked.id(), 1));
    }

    @Test
    void nobody_is_missed_before_the_visit_starts() {
        var booked = book(clinic.request(patient, clinic.tuesday(9, 0)));

        assertThat(scheduling.noShow(booked.id(), 0, clinic.coordinator())).isInstanceOf(ChangeOutcome.NotYet.class);
        assertThat(scheduling.arrive(booked.id(), 0, clinic.coordinator())).isInstanceOf(ChangeOutcome.NotYet.class);
        assertThat(find(booked.id()).version()).isZero();
    }

    @Test
    void a_visit_that_is_over_cannot_be_cancelled() {
        var booked = book(clinic.request(patient, clinic.tuesday(9, 0)));
        clock.set(clinic.tuesday(9, 40));
        scheduling.checkOut(booked.id(), 0, clinic.coordinator());

        var outcome = scheduling.cancel(booked.id(), 1, cancellation(), clinic.coordinator());

        assertThat(outcome)
                .isEqualTo(new ChangeOutcome.NotAllowed(AppointmentStatus.FULFILLED, AppointmentStatus.Act.CANCEL));
    }

    @Test
    void staff_of_another_site_cannot_book_or_change() {
        var booked = book(clinic.request(patient, clinic.tuesday(9, 0)));
        var stranger = fixtures.coordinator(fixtures.clinic().site());

        assertThatThrownBy(() -> scheduling.book(clinic.request(patient, clinic.tuesday(12, 0)), stranger))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> scheduling.cancel(booked.id(), 0, cancellation(), stranger))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void openings_leave_out_what_is_taken() {
        book(clinic.request(patient, clinic.tuesday(8, 0)));

        var openings = scheduling.openings(query(null, 3), clinic.coordinator()).openings();

        assertThat(openings)
                .extracting(opening -> opening.time().start())
                .containsExactly(clinic.tuesday(8, 45), clinic.tuesday(9, 0), clinic.tuesday(9, 15));
    }

    @Test
    void every_opening_can_be_booked() {
        book(clinic.request(patient, clinic.tuesday(10, 0)));

        var openings =
                scheduling.openings(query(patient, 100), clinic.coordinator()).openings();

        assertThat(openings).hasSizeGreaterThan(20);
        for (var opening : List.of(openings.getFirst(), openings.get(8), openings.getLast())) {
            assertThat(scheduling.book(clinic.request(patient, opening.time().start()), clinic.coordinator()))
                    .isInstanceOf(Booked.class);
        }
    }

    private OpeningQuery query(@Nullable PatientId who, int limit) {
        var tuesday = clinic.tuesday(9, 0).atZone(Clinic.ZONE).toLocalDate();
        return new OpeningQuery(
                clinic.visitType(), List.of(clinic.site()), who, null, tuesday, tuesday, Wishes.NONE, limit);
    }

    private Booked book(BookingRequest request) {
        return (Booked) scheduling.book(request, clinic.coordinator());
    }

    private Changed cancel(Booked booked) {
        return (Changed) scheduling.cancel(booked.id(), booked.version(), cancellation(), clinic.coordinator());
    }

    private static Cancellation cancellation() {
        return new Cancellation(CancellationReason.PATIENT, CancellationReason.By.PATIENT, "", null);
    }

    private BookingOutcome reschedule(Booked old, Instant start) {
        return reschedule(old.id(), old.version(), start);
    }

    private BookingOutcome reschedule(AppointmentId old, int version, Instant start) {
        var time = Interval.of(start, Duration.ofMinutes(30));
        return scheduling.reschedule(
                new RescheduleRequest(
                        old, version, AppointmentId.fresh(), clinic.practitioner(), clinic.room(), time, null),
                clinic.coordinator());
    }

    private static BookingRequest overriding(BookingRequest request, String why) {
        return new BookingRequest(
                request.id(),
                request.patient(),
                request.site(),
                request.visitType(),
                request.practitioner(),
                request.room(),
                request.time(),
                request.reason(),
                request.loop(),
                why);
    }

    private Appointment find(AppointmentId id) {
        return appointments.find(id).orElseThrow();
    }

    private List<String> loops(AppointmentId id) {
        return jdbc.sql("select rule from scheduling_loop where subject = :id and opened_at <= :now")
                .param("id", id.value())
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    private static List<Obstacle> obstacles(BookingOutcome outcome) {
        return ((Refused) outcome)
                .problems().stream()
                        .filter(SlotTaken.class::isInstance)
                        .flatMap(problem -> ((SlotTaken) problem).obstacles().stream())
                        .toList();
    }

    private Tuple row(ResourceKind kind, UUID resource, int minutes) {
        return tuple(kind, resource, Interval.of(clinic.tuesday(9, 0), Duration.ofMinutes(minutes)));
    }

    private static <T> List<T> atOnce(List<Callable<T>> attempts) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<T>();
            for (var future : threads.invokeAll(attempts)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    @Test
    void what_is_booked_depends_on_its_site_practitioner_room_and_visit_type() {
        book(clinic.request(patient, clinic.tuesday(9, 0)));

        for (var entry : List.of(clinic.site(), clinic.practitioner(), clinic.room(), clinic.visitType())) {
            assertThat(directory.uses(entry, clinic.coordinator()))
                    .as(entry.toString())
                    .contains(new DirectoryUse.Use(1, "visit to come", ""));
        }
        clock.set(clinic.tuesday(10, 0));
        assertThat(directory.uses(clinic.visitType(), clinic.coordinator())).isEmpty();
    }
}
