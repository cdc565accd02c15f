package org.carewright.care.scheduling;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.foundation.patients.HumanName;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ScheduleBrowserTest extends BrowserTest {

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    StaffFixtures staff;

    @Autowired
    PatientFixtures patients;

    @Autowired
    AppointmentStore appointments;

    @Autowired
    TestClock clock;

    Clinic clinic;
    Actor coordinator;

    @BeforeEach
    void open_the_clinic() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        coordinator = staff.actor(Role.COORDINATOR, clinic.site());
    }

    @Test
    void of_two_people_who_book_one_time_one_has_it_and_the_other_is_told_what_is_in_the_way() {
        var one = bookingPage(fixtures.patient(clinic.site()));
        var other = bookingPage(fixtures.patient(clinic.site()));

        slot(one, "08:00").click();
        slot(other, "08:00").click();

        assertThat(one.locator(".toast")).containsText("Booked for tomorrow 08:00");
        assertThat(other.locator("#refusal")).containsText("has another visit tomorrow 08:00–08:30");
    }

    @Test
    void a_booking_is_taken_back_from_its_message() {
        var page = bookingPage(fixtures.patient(clinic.site()));
        slot(page, "08:00").click();

        page.locator(".toast").getByText("Undo").click();

        assertThat(page.locator(".toast")).containsText("Taken back");
        assertThat(page.locator(".calendar .visit")).hasCount(0);
    }

    @Test
    void a_visit_is_dragged_to_another_time() {
        var booked = (Booked) scheduling.book(
                clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator());
        var page = open(coordinator);
        page.navigate("/schedule?date=2026-11-17");

        drag(page, 120);

        assertThat(page.locator(".toast")).containsText("Moved to tomorrow 11:00");
        assertThat(page.locator(".calendar .visit .at")).hasText("11:00");
        assertThat(appointments.find(booked.id()).orElseThrow().status()).isEqualTo(AppointmentStatus.CANCELLED);
        page.locator(".toast").getByText("Undo").click();
        assertThat(page.locator(".calendar .visit .at")).hasText("09:00");
    }

    @Test
    void a_visit_dragged_onto_another_goes_back_and_says_why() {
        scheduling.book(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(9, 0)), clinic.coordinator());
        scheduling.book(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(11, 0)), clinic.coordinator());
        var page = open(coordinator);
        page.navigate("/schedule?date=2026-11-17");

        drag(page, 120);

        assertThat(page.locator(".toast.is-red")).containsText("has another visit tomorrow 11:00–11:30");
        assertThat(page.locator(".calendar .visit .at").first()).hasText("09:00");
    }

    @Test
    void a_booking_takes_fewer_than_six_clicks() {
        var name = "Kowalczyk" + clinic.site().toString().replaceAll("[^a-z]", "");
        patients.patient(clinic.site(), HumanName.of(name, "Irena"), LocalDate.of(1949, 5, 6));
        var page = open(coordinator);
        page.navigate("/desk");

        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Schedule").setExact(true))
                .first()
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Book a visit"))
                .click();
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Patient"))
                .pressSequentially(name);
        page.locator("[role=option]").first().click();
        page.getByLabel("Visit").first().selectOption(clinic.visitType().toString());
        slot(page, "09:00").click();

        assertThat(page.locator(".toast")).containsText("Booked for");
    }

    @Test
    void where_nothing_is_free_the_page_says_why_and_what_would_help() {
        var page = open(coordinator);
        page.navigate("/schedule/book?patient=" + fixtures.patient(clinic.site()) + "&visitType=" + clinic.visitType()
                + "&date=2026-11-17&language=es&notBefore=09:00");

        assertThat(page.locator(".nothing-free")).containsText("has no practitioner who speaks Spanish for Follow-up");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("In another language"))
                .click();

        assertThat(page.locator("button.slot strong").first()).hasText("09:00");
    }

    @Test
    void the_pages_are_good_to_look_at() {
        fixtures.busyDay(clinic);
        clock.set(clinic.tuesday(11, 20));

        lookAt("/schedule?date=2026-11-17", "schedule-day", coordinator);
        lookAt("/schedule?date=2026-11-17&view=week", "schedule-week", coordinator);
        lookAt(
                "/schedule?date=2026-11-17&by=room&visit=" + fixtures.someVisit(clinic),
                "schedule-room-visit",
                coordinator);
        lookAt("/schedule/today", "today", coordinator);
        lookAt("/schedule/visits/" + fixtures.someVisit(clinic), "visit", coordinator);
        lookAt("/schedule/visits/" + fixtures.someVisit(clinic) + "/move", "visit-move", coordinator);
        lookAt(
                "/schedule/book?patient=" + fixtures.patient(clinic.site()) + "&visitType=" + clinic.visitType()
                        + "&loop=no-show-rebook",
                "book",
                coordinator);
        lookAt(
                "/schedule/book?patient=" + fixtures.patient(clinic.site()) + "&visitType=" + clinic.visitType()
                        + "&weekday=2&weekday=3&notBefore=12:00&language=es",
                "book-nothing-free",
                coordinator);
    }

    @Test
    void the_empty_pages_teach() {
        lookAt("/schedule?date=2026-11-17", "schedule-empty", coordinator);
        lookAt("/schedule/today", "today-empty", coordinator);
        lookAt("/schedule/book", "book-empty", coordinator);
    }

    private Page bookingPage(PatientId patient) {
        var page = open(coordinator);
        page.navigate("/schedule/book?patient=" + patient + "&visitType=" + clinic.visitType() + "&date=2026-11-17");
        return page;
    }

    private static Locator slot(Page page, String time) {
        return page.locator("button.slot", new Page.LocatorOptions().setHasText(time))
                .first();
    }

    /** Drags the first visit down by so many minutes of the calendar. */
    private static void drag(Page page, int minutes) {
        var card = page.locator(".calendar .visit").first();
        card.scrollIntoViewIfNeeded();
        var box = card.boundingBox();
        var column = page.locator(".calendar .column").first().boundingBox();
        var hours = ((Number) page.evaluate("""
                () => { const s = getComputedStyle(document.querySelector('.calendar'));
                        return s.getPropertyValue('--last') - s.getPropertyValue('--first'); }""")).doubleValue();
        var pixels = column.height / hours / 60 * minutes;
        page.mouse().move(box.x + 20, box.y + 8);
        page.mouse().down();
        page.mouse().move(box.x + 24, box.y + 8 + pixels / 2);
        page.mouse().move(box.x + 20, box.y + 8 + pixels);
        page.mouse().up();
    }
}
