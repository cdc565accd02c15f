package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Opening.Choice;
import org.carewright.care.scheduling.Openings.Conflict;
import org.carewright.care.scheduling.Openings.Constraint;
import org.carewright.care.scheduling.Openings.Easing;
import org.carewright.care.scheduling.Openings.Relaxation;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clinic's practitioner works from 8 to 17 each day; the site is open from 8 to 18; a visit takes 30 minutes and 10 more. */
@CarewrightTest
class OpeningsTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Clinic clinic;
    PatientId patient;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        patient = fixtures.patient(clinic.site());
    }

    @Test
    void finds_the_first_times_of_the_days() {
        var found = find(Wishes.NONE, TUESDAY, TUESDAY.plusDays(3), 3);

        assertThat(found.openings())
                .extracting(opening -> opening.time().start(), Opening::practitioner, Opening::room, Opening::choice)
                .containsExactly(
                        tuple(clinic.tuesday(8, 0), clinic.practitioner(), clinic.room(), Choice.ONLY),
                        tuple(clinic.tuesday(8, 15), clinic.practitioner(), clinic.room(), Choice.ONLY),
                        tuple(clinic.tuesday(8, 30), clinic.practitioner(), clinic.room(), Choice.ONLY));
    }

    @Test
    void finds_none_in_the_past() {
        clock.set(clinic.tuesday(9, 1));

        assertThat(starts(find(Wishes.NONE, TUESDAY, TUESDAY, 1))).containsExactly(clinic.tuesday(9, 15));
    }

    @Test
    void keeps_the_wished_days_and_hours() {
        var wishes =
                new Wishes(null, null, null, Set.of(DayOfWeek.THURSDAY), LocalTime.of(13, 10), LocalTime.of(14, 0));

        var starts = starts(find(wishes, TUESDAY, TUESDAY.plusDays(10), 10));

        var thursday = Duration.ofDays(2);
        assertThat(starts)
                .containsExactly(
                        clinic.tuesday(13, 15).plus(thursday),
                        clinic.tuesday(13, 30).plus(thursday),
                        clinic.tuesday(13, 15).plus(thursday).plus(Duration.ofDays(7)),
                        clinic.tuesday(13, 30).plus(thursday).plus(Duration.ofDays(7)));
    }

    @Test
    void the_hour_that_is_skipped_and_the_one_that_comes_twice_shift_no_day() {
        var around = find(Wishes.NONE, LocalDate.of(2027, 3, 13), LocalDate.of(2027, 3, 15), 200);

        assertThat(around.openings())
                .extracting(
                        opening -> opening.time().start().atZone(Clinic.ZONE).toLocalTime())
                .contains(LocalTime.of(8, 0), LocalTime.of(16, 30))
                .allMatch(time -> !time.isBefore(LocalTime.of(8, 0)) && !time.isAfter(LocalTime.of(16, 30)));
        assertThat(around.openings()).hasSize(3 * 35);
    }

    @Test
    void takes_a_practitioner_who_has_seen_the_patient_before_one_who_is_less_busy() {
        var other = fixtures.practitioner(clinic.site());
        fixtures.room(clinic.site());
        var booked = book(clinic.practitioner(), patient, clinic.tuesday(8, 0));
        clock.set(clinic.tuesday(8, 30));
        scheduling.checkOut(booked.id(), booked.version(), clinic.coordinator());

        var found = find(Wishes.NONE, TUESDAY.plusDays(1), TUESDAY.plusDays(1), 1)
                .openings()
                .getFirst();
        assertThat(found)
                .extracting(Opening::practitioner, Opening::choice)
                .containsExactly(clinic.practitioner(), Choice.KNOWN);

        book(
                clinic.practitioner(),
                fixtures.patient(clinic.site()),
                clinic.tuesday(8, 0).plus(Duration.ofDays(1)));
        var later = find(
                        new Wishes(null, null, null, Set.of(), LocalTime.of(12, 0), null),
                        TUESDAY.plusDays(1),
                        TUESDAY.plusDays(1),
                        1,
                        fixtures.patient(clinic.site()))
                .openings()
                .getFirst();
        assertThat(later).extracting(Opening::practitioner, Opening::choice).containsExactly(other, Choice.LEAST_BUSY);
    }

    @Test
    void a_visit_that_moves_is_not_in_its_own_way() {
        var booked = book(clinic.practitioner(), patient, clinic.tuesday(8, 0));
        book(clinic.practitioner(), fixtures.patient(clinic.site()), clinic.tuesday(8, 45));

        var query = new OpeningQuery(
                clinic.visitType(), List.of(clinic.site()), patient, booked.id(), TUESDAY, TUESDAY, Wishes.NONE, 2);

        assertThat(starts(scheduling.openings(query, clinic.coordinator())))
                .containsExactly(clinic.tuesday(8, 0), clinic.tuesday(9, 30));
    }

    @Test
    void each_opening_is_where_the_database_lets_one_book_and_every_other_start_is_refused() {
        var second = fixtures.practitioner(clinic.site());
        fixtures.room(clinic.site());
        for (int i = 0; i < 8; i++) {
            book(
                    i % 2 == 0 ? clinic.practitioner() : second,
                    fixtures.patient(clinic.site()),
                    clinic.tuesday(8 + i, i * 7 % 60 / 15 * 15));
        }
        var found = starts(find(Wishes.NONE, TUESDAY, TUESDAY, 100));

        var could = Stream.iterate(
                        clinic.tuesday(7, 0),
                        start -> start.isBefore(clinic.tuesday(18, 0)),
                        start -> start.plus(Duration.ofMinutes(15)))
                .filter(this::canBeBooked)
                .toList();
        assertThat(found).isEqualTo(could).hasSizeBetween(3, 34);
    }

    private boolean canBeBooked(Instant start) {
        var outcome = scheduling.book(clinic.request(null, null, patient, start), clinic.coordinator());
        if (outcome instanceof Booked(var id, var version)) {
            scheduling.undo(id, version, clinic.coordinator());
            return true;
        }
        return false;
    }

    @Test
    void says_that_a_practitioner_is_not_there_and_who_else_is() {
        var other = fixtures.practitioner(clinic.site());
        jdbc.sql("insert into practitioner_exception (practitioner_id, kind, starts, ends, reason)"
                        + " values (:id, 'away', '2026-11-17 00:00', '2026-11-20 00:00', 'Leave')")
                .param("id", clinic.practitioner().value())
                .update();

        var found = find(Wishes.with(clinic.practitioner()), TUESDAY, TUESDAY.plusDays(2), 10);

        assertThat(found.openings()).isEmpty();
        assertThat(found.conflicts())
                .containsExactly(new Conflict(
                        clinic.site(),
                        Set.of(Constraint.PRACTITIONER),
                        Set.of(),
                        Optional.of(clinic.tuesday(8, 0).plus(Duration.ofDays(3)))));
        assertThat(found.relaxations())
                .extracting(
                        Relaxation::dropped, relaxation -> relaxation.first().practitioner())
                .containsExactly(tuple(Set.of(Easing.PRACTITIONER), other));
    }

    @Test
    void says_what_the_site_has_not() {
        var infusion = visitType("infusion-chair", "pump");

        var found = find(infusion, clinic.site(), clinic.coordinator());

        assertThat(found.conflicts())
                .extracting(Conflict::constraints, Conflict::missing, Conflict::until)
                .containsExactlyInAnyOrder(
                        tuple(Set.of(Constraint.ROOM), Set.of(Constraint.ROOM), Optional.empty()),
                        tuple(Set.of(Constraint.DEVICE), Set.of(Constraint.DEVICE), Optional.empty()));
        assertThat(found.relaxations()).isEmpty();
    }

    @Test
    void names_another_site_that_has_what_is_missing() {
        var infusion = visitType("infusion-chair", null);
        var elsewhere = fixtures.clinic();
        jdbc.sql("update room set features = '{infusion-chair}' where id = :id")
                .param("id", elsewhere.room().value())
                .update();
        var both = new Actor(
                clinic.coordinator().user(),
                "Someone",
                Set.of(Role.COORDINATOR),
                Set.of(clinic.site(), elsewhere.site()),
                clinic.coordinator().origin());

        var found = find(infusion, clinic.site(), both);

        assertThat(found.relaxations())
                .extracting(
                        Relaxation::dropped, relaxation -> relaxation.first().site())
                .containsExactly(tuple(Set.of(Easing.SITE), elsewhere.site()));
    }

    @Test
    void needs_that_are_each_free_but_never_together_are_named_together() {
        var afternoons = fixtures.practitioner(clinic.site());
        jdbc.sql("update practitioner_hours set starts = '13:00' where practitioner_id = :id")
                .param("id", afternoons.value())
                .update();
        var wishes = new Wishes(afternoons, null, null, Set.of(), null, LocalTime.of(12, 0));

        var found = find(wishes, TUESDAY, TUESDAY.plusDays(9), 10);

        assertThat(found.conflicts())
                .extracting(Conflict::constraints)
                .containsExactly(Set.of(Constraint.PRACTITIONER, Constraint.WISHED_TIMES));
        assertThat(found.relaxations())
                .extracting(Relaxation::dropped)
                .containsExactly(Set.of(Easing.PRACTITIONER), Set.of(Easing.HOURS));
    }

    @Test
    void drops_two_wishes_where_one_is_not_enough() {
        var wishes = new Wishes(clinic.practitioner(), "other", "tlh", Set.of(), null, null);

        assertThat(find(wishes, TUESDAY, TUESDAY, 1).relaxations())
                .extracting(Relaxation::dropped)
                .containsExactly(Set.of(Easing.SEX, Easing.LANGUAGE));
    }

    @Test
    void is_for_those_who_may_book_there() {
        var stranger = fixtures.actor(Role.COORDINATOR, fixtures.clinic().site());

        assertThatThrownBy(() -> find(clinic.visitType(), clinic.site(), stranger))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> find(clinic.visitType(), clinic.site(), fixtures.actor(Role.BILLER, clinic.site())))
                .isInstanceOf(Forbidden.class);
    }

    private VisitTypeId visitType(String roomFeature, @Nullable String device) {
        var id = fixtures.visitType(0);
        jdbc.sql("update visit_type set room_features = array[:feature], device_kind = :device where id = :id")
                .param("feature", roomFeature)
                .param("device", device)
                .param("id", id.value())
                .update();
        return id;
    }

    private Openings find(Wishes wishes, LocalDate from, LocalDate until, int limit) {
        return find(wishes, from, until, limit, patient);
    }

    private Openings find(Wishes wishes, LocalDate from, LocalDate until, int limit, PatientId who) {
        return scheduling.openings(
                new OpeningQuery(clinic.visitType(), List.of(clinic.site()), who, null, from, until, wishes, limit),
                clinic.coordinator());
    }

    private Openings find(VisitTypeId visitType, SiteId site, Actor actor) {
        return scheduling.openings(
                new OpeningQuery(visitType, List.of(site), null, null, TUESDAY, TUESDAY.plusDays(60), Wishes.NONE, 10),
                actor);
    }

    private static List<Instant> starts(Openings found) {
        return found.openings().stream().map(opening -> opening.time().start()).toList();
    }

    private Booked book(PractitionerId practitioner, PatientId who, Instant start) {
        var room = practitioner.equals(clinic.practitioner()) ? clinic.room() : null;
        return (Booked) scheduling.book(clinic.request(practitioner, room, who, start), clinic.coordinator());
    }
}
