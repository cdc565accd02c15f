package org.carewright.care.series;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentStatus;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.RescheduleRequest;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.care.series.Recurrence.Times;
import org.carewright.care.series.Recurrence.Weekly;
import org.carewright.care.series.SeriesPlan.Choice;
import org.carewright.care.series.SeriesStore.Member;
import org.carewright.care.series.VisitSeries.Done;
import org.carewright.care.series.VisitSeries.NotDone;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class VisitSeriesTest extends BrowserTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

    @Autowired
    VisitSeries series;

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    StaffFixtures staff;

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
    void all_visits_are_booked_together_each_at_nine() {
        var id = book(plan(4, Map.of()));

        assertThat(members(id))
                .extracting(Member::status, member -> local(member).toLocalTime())
                .containsOnly(tuple(AppointmentStatus.BOOKED, LocalTime.of(9, 0)));
        assertThat(members(id))
                .extracting(member -> local(member).toLocalDate())
                .containsExactly(TUESDAY, TUESDAY.plusWeeks(1), TUESDAY.plusWeeks(2), TUESDAY.plusWeeks(3));
    }

    @Test
    void one_visit_in_the_way_and_nothing_is_booked_but_times_nearby_are_offered() {
        occupy(TUESDAY.plusWeeks(2));

        var outcome = (NotDone) series.book(UUID.randomUUID(), plan(4, Map.of()), clinic.coordinator());

        assertThat(outcome.tried()).extracting(VisitSeries.Tried::isFree).containsExactly(true, true, false, true);
        assertThat(outcome.tried().get(2).alternatives())
                .hasSize(3)
                .allMatch(opening -> Objects.equals(opening.practitioner(), clinic.practitioner()));
        assertThat(scheduling.book(
                        clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator()))
                .isInstanceOf(Booked.class);
    }

    @Test
    void a_preview_finds_what_booking_finds_and_leaves_nothing_behind() {
        occupy(TUESDAY.plusWeeks(1));

        var tried = series.preview(plan(3, Map.of()), clinic.coordinator());

        assertThat(tried).extracting(VisitSeries.Tried::isFree).containsExactly(true, false, true);
        assertThat(scheduling.book(
                        clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator()))
                .isInstanceOf(Booked.class);
    }

    @Test
    void another_time_is_chosen_for_one_and_one_is_left_out() {
        occupy(TUESDAY.plusWeeks(1));
        var other = start(TUESDAY.plusWeeks(1), 15);

        var id = book(plan(3, Map.of(2, new Choice(other, clinic.practitioner(), null), 3, Choice.LEFT_OUT)));

        assertThat(members(id)).extracting(Member::start).containsExactly(start(TUESDAY, 9), other, null);
    }

    @Test
    void the_same_series_sent_twice_is_booked_once() {
        var id = UUID.randomUUID();
        series.book(id, plan(2, Map.of()), clinic.coordinator());

        assertThat(series.book(id, plan(2, Map.of()), clinic.coordinator())).isEqualTo(new Done(id, 0));
        assertThat(members(id)).hasSize(2);
    }

    @Test
    void this_and_following_move_by_a_week_all_of_them_or_none() {
        var id = book(plan(4, Map.of()));

        assertThat(series.move(id, 3, 7, LocalTime.of(10, 30), clinic.coordinator()))
                .isEqualTo(new Done(id, 2));
        assertThat(members(id))
                .extracting(member -> local(member).toString())
                .containsExactly("2026-11-17T09:00", "2026-11-24T09:00", "2026-12-08T10:30", "2026-12-15T10:30");

        occupy(TUESDAY.plusWeeks(5));
        assertThat(series.move(id, 3, 7, LocalTime.of(9, 0), clinic.coordinator()))
                .isInstanceOf(NotDone.class);
        assertThat(local(members(id).get(2))).hasToString("2026-12-08T10:30");
    }

    @Test
    void a_visit_that_was_moved_alone_stays_in_its_series_and_says_so() {
        var id = book(plan(2, Map.of()));
        var first = members(id).getFirst();
        scheduling.reschedule(
                new RescheduleRequest(
                        Objects.requireNonNull(first.visit()),
                        first.version(),
                        AppointmentId.fresh(),
                        clinic.practitioner(),
                        null,
                        Interval.of(start(TUESDAY, 14), Duration.ofMinutes(30)),
                        null),
                clinic.coordinator());

        var moved = members(id).getFirst();
        assertThat(moved.start()).isEqualTo(start(TUESDAY, 14));
        var page = open(staff.actor(Role.COORDINATOR, clinic.site()));
        page.navigate("/schedule/visits/" + moved.visit());
        assertThat(page.locator(".visit-detail")).containsText("Visit 1 of 2 of a series.");
    }

    @Test
    void this_and_following_are_cancelled() {
        var id = book(plan(3, Map.of()));
        var decision =
                new Cancellation(CancellationReason.PATIENT_TRANSPORT, CancellationReason.By.PATIENT, "", "Done");

        assertThat(series.cancel(id, 2, decision, clinic.coordinator())).isEqualTo(new Done(id, 2));
        assertThat(members(id))
                .extracting(Member::status)
                .containsExactly(AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED, AppointmentStatus.CANCELLED);
    }

    @Test
    void who_works_elsewhere_neither_sees_nor_changes_it() {
        var id = book(plan(2, Map.of()));
        var stranger = fixtures.clinic().coordinator();

        assertThatThrownBy(() -> series.series(id, stranger)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> series.move(id, 1, 1, LocalTime.NOON, stranger))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> series.preview(plan(2, Map.of()), stranger)).isInstanceOf(Forbidden.class);
    }

    @Test
    void a_coordinator_books_a_series_around_a_conflict() {
        occupy(TUESDAY.plusWeeks(1));
        var actor = staff.actor(Role.COORDINATOR, clinic.site());
        var page = open(actor);
        var path = "/schedule/series/new?patient=" + patient + "&site=" + clinic.site() + "&visitType="
                + clinic.visitType() + "&practitioner=" + clinic.practitioner() + "&date=2026-11-17&time=09:00";
        page.navigate(path);
        lookAt(path, "series-form", actor);

        page.getByText("Show the visits").click();

        assertThat(page.locator(".series-visits .badge.is-red")).hasCount(1);
        lookAt(page.url().replaceFirst("^https?://[^/]+", ""), "series-preview", actor);
        page.locator(".series-visits input[type=radio]").first().check();
        page.getByText("Book them all").click();

        assertThat(page.locator(".toast")).containsText("6 visits are booked");
        assertThat(page.locator(".series-visits li")).hasCount(6);
        lookAt(page.url().replaceFirst("^https?://[^/]+", ""), "series", actor);
    }

    private UUID book(SeriesPlan plan) {
        return ((Done) series.book(UUID.randomUUID(), plan, clinic.coordinator())).series();
    }

    private SeriesPlan plan(int times, Map<Integer, Choice> choices) {
        var recurrence =
                new Recurrence(TUESDAY, LocalTime.of(9, 0), new Weekly(1, Set.of(DayOfWeek.TUESDAY)), new Times(times));
        return new SeriesPlan(
                patient, clinic.site(), clinic.visitType(), clinic.practitioner(), null, recurrence, choices);
    }

    private void occupy(LocalDate day) {
        assertThat(scheduling.book(
                        clinic.request(fixtures.patient(clinic.site()), start(day, 9)), clinic.coordinator()))
                .isInstanceOf(Booked.class);
    }

    private static Instant start(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(Clinic.ZONE).toInstant();
    }

    private List<Member> members(UUID id) {
        return series.series(id, clinic.coordinator()).members();
    }

    private static LocalDateTime local(Member member) {
        return LocalDateTime.ofInstant(Objects.requireNonNull(member.start()), Clinic.ZONE);
    }
}
