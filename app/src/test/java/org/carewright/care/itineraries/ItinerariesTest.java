package org.carewright.care.itineraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.care.itineraries.Itineraries.Answer;
import org.carewright.care.itineraries.Itineraries.Done;
import org.carewright.care.itineraries.Itineraries.Easing;
import org.carewright.care.itineraries.Itineraries.NotDone;
import org.carewright.care.itineraries.ItineraryStore.Member;
import org.carewright.care.itineraries.Plan.Choice;
import org.carewright.care.itineraries.Wanted.Bounds;
import org.carewright.care.itineraries.Wanted.Leg;
import org.carewright.care.scheduling.AppointmentStatus;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Cancellation;
import org.carewright.care.scheduling.CancellationReason;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ItinerariesTest extends BrowserTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

    @Autowired
    Itineraries itineraries;

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    StaffFixtures staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Clinic clinic;
    VisitTypeId another;
    PatientId patient;

    @BeforeEach
    void open() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        another = fixtures.visitType(0);
        patient = fixtures.patient(clinic.site());
    }

    @Test
    void three_visits_follow_each_other_as_soon_as_can_be() {
        var answer = find(Bounds.NONE);

        assertThat(answer.plans()).hasSizeGreaterThan(1);
        assertThat(starts(answer.plans().getFirst()))
                .as("one takes ten minutes more afterwards, and visits start on the quarter hour")
                .hasSize(3)
                .startsWith(clinic.tuesday(8, 0))
                .endsWith(clinic.tuesday(9, 15));
        assertThat(answer.plans().getFirst().days()).isEqualTo(1);
    }

    @Test
    void all_are_booked_or_none() {
        var plan = find(Bounds.NONE).plans().getFirst();
        var id = UUID.randomUUID();
        occupy(clinic.tuesday(9, 15));

        assertThat(itineraries.book(id, wanted(Bounds.NONE), choices(plan), clinic.coordinator()))
                .isInstanceOf(NotDone.class);
        assertThat(visits()).isZero();

        var next = find(Bounds.NONE).plans().getFirst();
        assertThat(itineraries.book(id, wanted(Bounds.NONE), choices(next), clinic.coordinator()))
                .isEqualTo(new Done(id, 3));
        assertThat(itineraries.book(id, wanted(Bounds.NONE), choices(next), clinic.coordinator()))
                .as("sent twice, booked once")
                .isEqualTo(new Done(id, 3));
        assertThat(visits()).isEqualTo(3);
    }

    @Test
    void order_and_time_between_are_kept() {
        var bounds = new Bounds(true, false, false, 60, 120, null);

        var plan = find(bounds).plans().getFirst();

        assertThat(plan.stops()).extracting(Plan.Stop::leg).containsExactly(0, 1, 2);
        assertThat(starts(plan)).containsExactly(clinic.tuesday(8, 0), clinic.tuesday(9, 30), clinic.tuesday(11, 0));
    }

    @Test
    void at_two_sites_travel_is_reckoned() {
        var far = fixtures.clinic();
        jdbc.sql("insert into site_travel (one, other, minutes) values (least(:a, :b), greatest(:a, :b), 90)")
                .param("a", clinic.site().value())
                .param("b", far.site().value())
                .update();
        var both = new Actor(
                clinic.coordinator().user(),
                "Someone",
                Set.of(Role.COORDINATOR),
                Set.of(clinic.site(), far.site()),
                clinic.coordinator().origin());
        var wanted = new Wanted(
                patient,
                List.of(clinic.site(), far.site()),
                List.of(new Leg(clinic.visitType(), clinic.practitioner()), new Leg(another, far.practitioner())),
                Bounds.NONE,
                TUESDAY);

        var plan = itineraries.find(wanted, both).plans().getFirst();

        assertThat(plan.travel()).isEqualTo(Duration.ofMinutes(90));
        assertThat(starts(plan)).containsExactly(clinic.tuesday(8, 0), clinic.tuesday(10, 0));
        var little = new Bounds(false, true, false, 0, null, 60);
        assertThat(itineraries.find(new Wanted(patient, wanted.sites(), wanted.legs(), little, TUESDAY), both))
                .isEqualTo(new Answer(List.of(), List.of(), List.of(Easing.SAME_DAY, Easing.TRAVEL)));
    }

    @Test
    void where_one_visit_has_no_time_at_all_it_is_named() {
        jdbc.sql("update visit_type set device_kind = 'Treadmill' where id = :id")
                .param("id", another.value())
                .update();

        var answer = find(Bounds.NONE);

        assertThat(answer.plans()).isEmpty();
        assertThat(answer.lonely()).extracting(Leg::visitType).containsExactly(another);
    }

    @Test
    void they_move_together_over_each_others_old_times_or_stay() {
        var id = booked();
        var others = itineraries.findOther(id, TUESDAY, clinic.coordinator()).plans();

        assertThat(starts(others.getFirst()))
                .as("their own times count as free")
                .startsWith(clinic.tuesday(8, 0))
                .endsWith(clinic.tuesday(9, 15));
        var later = others.get(1);
        assertThat(itineraries.move(id, choices(later), clinic.coordinator())).isInstanceOf(Done.class);
        assertThat(members(id)).extracting(Member::start).containsExactlyInAnyOrderElementsOf(starts(later));

        var back =
                itineraries.findOther(id, TUESDAY, clinic.coordinator()).plans().getFirst();
        occupy(clinic.tuesday(8, 30));
        assertThat(itineraries.move(id, choices(back), clinic.coordinator())).isInstanceOf(NotDone.class);
        assertThat(members(id)).extracting(Member::start).containsExactlyInAnyOrderElementsOf(starts(later));
    }

    @Test
    void they_are_cancelled_together() {
        var id = booked();

        itineraries.cancel(
                id,
                new Cancellation(CancellationReason.PATIENT, CancellationReason.By.PATIENT, "", null),
                clinic.coordinator());

        assertThat(members(id)).extracting(Member::status).containsOnly(AppointmentStatus.CANCELLED);
    }

    @Test
    void who_may_not_book_may_not_ask_and_one_visit_is_no_itinerary() {
        assertThatThrownBy(() -> itineraries.find(wanted(Bounds.NONE), fixtures.actor(Role.BILLER, clinic.site())))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> itineraries.find(
                        new Wanted(
                                patient,
                                List.of(clinic.site()),
                                List.of(new Leg(another, null)),
                                Bounds.NONE,
                                TUESDAY.minusDays(3)),
                        clinic.coordinator()))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.issues()).hasSize(2));
    }

    @Test
    void in_the_browser_three_visits_are_booked_with_one_click_and_the_pages_pass_axe() {
        var actor = staff.actor(Role.COORDINATOR, clinic.site());
        var page = open(actor);
        page.navigate("/schedule/itineraries/new?patient=" + patient + "&date=2026-11-17");
        page.locator("select[name=type-1]").selectOption(clinic.visitType().toString());
        page.locator("select[name=type-2]").selectOption(another.toString());
        page.locator("text=In this order").click();
        page.locator("button:has-text('Find times')").click();
        page.waitForSelector("text=Book all 2");
        var search = page.url().replaceFirst("^https?://[^/]+", "");
        lookAt(search, "itinerary-plan", actor);

        page.locator("button:has-text('Book all 2')").first().click();
        page.waitForSelector("text=2 visits are booked.");
        var path = page.url().replaceFirst("^https?://[^/]+", "");
        lookAt(path, "itinerary", actor);
        lookAt(path + "/move", "itinerary-move", actor);
        page.navigate(path + "/move?date=2026-11-19");
        page.locator("button:has-text('Move all 2')").first().click();
        page.waitForSelector("text=2 visits are moved.");
    }

    private UUID booked() {
        var id = UUID.randomUUID();
        var plan = find(Bounds.NONE).plans().getFirst();
        itineraries.book(id, wanted(Bounds.NONE), choices(plan), clinic.coordinator());
        return id;
    }

    private Answer find(Bounds bounds) {
        return itineraries.find(wanted(bounds), clinic.coordinator());
    }

    private Wanted wanted(Bounds bounds) {
        return new Wanted(
                patient,
                List.of(clinic.site()),
                List.of(
                        new Leg(clinic.visitType(), null),
                        new Leg(another, clinic.practitioner()),
                        new Leg(clinic.visitType(), null)),
                bounds,
                TUESDAY);
    }

    private static List<Choice> choices(Plan plan) {
        return plan.stops().stream()
                .map(stop -> new Choice(
                        stop.leg(),
                        stop.opening().site(),
                        stop.opening().time().start(),
                        stop.opening().practitioner(),
                        stop.opening().room()))
                .toList();
    }

    private static List<Instant> starts(Plan plan) {
        return plan.stops().stream().map(stop -> stop.opening().time().start()).toList();
    }

    private List<Member> members(UUID id) {
        return itineraries.detail(id, clinic.coordinator()).members();
    }

    private void occupy(Instant start) {
        var other = fixtures.patient(clinic.site());
        assertThat(scheduling.book(clinic.request(other, start), clinic.coordinator()))
                .isInstanceOf(Booked.class);
    }

    private long visits() {
        return jdbc.sql("select count(*) from appointment where patient_id = :patient and status = 'booked'")
                .param("patient", patient.value())
                .query(Long.class)
                .single();
    }
}
