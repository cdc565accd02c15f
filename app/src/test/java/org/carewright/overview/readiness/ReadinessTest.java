package org.carewright.overview.readiness;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Channel;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.overview.readiness.Check.State;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReadinessTest extends BrowserTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

    @Autowired
    Readiness readiness;

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
    PatientId patient;
    Booked visit;

    @BeforeEach
    void a_visit_tomorrow() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        patient = fixtures.patient(clinic.site());
        change("""
                language = 'en', birth_date = '1960-05-06', telecoms = '[{"system":"phone","value":"555-0100","use":"home"}]',
                addresses = '[{"use":"home","line":"1 Main St","city":"Columbus","state":"OH","postal_code":"43004","country":"US"}]'
                """);
        visit = (Booked) scheduling.book(clinic.request(patient, clinic.tuesday(9, 0)), clinic.coordinator());
        scheduling.confirm(visit.id(), visit.version(), Channel.PHONE, clinic.coordinator());
    }

    @Test
    void a_visit_of_which_all_is_in_order_is_ready() {
        assertThat(states()).doesNotContainValue(State.TO_DO).doesNotContainValue(State.PROBLEM);
    }

    @Test
    void who_has_not_confirmed_is_to_be_called() {
        jdbc.sql(
                        "update appointment set confirmed_at = null, confirmed_by = null, confirmed_channel = null where id = :id")
                .param("id", visit.id().value())
                .update();

        assertThat(states()).containsEntry(Check.CONFIRMED, State.TO_DO);
    }

    @Test
    void who_cannot_be_reached_is_a_problem_and_who_refuses_mail_is_not_reached_by_it() {
        change("""
                telecoms = '[{"system":"email","value":"ada@example.org","use":"home"}]'
                """);
        assertThat(states()).containsEntry(Check.REACHABLE, State.READY);

        change("do_not_contact = '{email}'");

        assertThat(states()).containsEntry(Check.REACHABLE, State.PROBLEM);
    }

    @Test
    void a_child_needs_somebody_who_speaks_for_it() {
        change("birth_date = '2020-01-01'");

        assertThat(states()).containsEntry(Check.REGISTRATION, State.TO_DO);
    }

    @Test
    void a_language_that_the_practitioner_does_not_speak_needs_an_interpreter() {
        change("language = 'es', interpreter_needed = true");
        assertThat(states()).containsEntry(Check.LANGUAGE, State.TO_DO);

        jdbc.sql("update practitioner set languages = '{en,es}' where id = :id")
                .param("id", clinic.practitioner().value())
                .update();
        assertThat(states()).containsEntry(Check.LANGUAGE, State.READY);
    }

    @Test
    void a_closure_or_an_absence_that_hits_the_visit_is_a_problem() {
        jdbc.sql("""
                insert into practitioner_exception (practitioner_id, site_id, kind, starts, ends, reason)
                values (:practitioner, :site, 'away', '2026-11-17 08:00', '2026-11-17 12:00', 'Course')
                """)
                .param("practitioner", clinic.practitioner().value())
                .param("site", clinic.site().value())
                .update();
        assertThat(states()).containsEntry(Check.TIME, State.PROBLEM);
    }

    @Test
    void another_visit_that_day_is_seen() {
        scheduling.book(clinic.request(patient, clinic.tuesday(14, 0)), clinic.coordinator());

        assertThat(states()).containsEntry(Check.SAME_DAY, State.TO_DO);
    }

    @Test
    void who_works_elsewhere_sees_nothing_of_it() {
        var stranger = fixtures.clinic().coordinator();

        assertThatThrownBy(() -> readiness.day(clinic.site(), TUESDAY, stranger))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void the_front_desk_sees_what_is_left_to_do_and_one_click_leads_there() {
        scheduling.book(clinic.request(fixtures.patient(clinic.site()), clinic.tuesday(10, 0)), clinic.coordinator());
        change("language = 'es', interpreter_needed = true");
        var actor = staff.actor(Role.FRONT_DESK, clinic.site());
        var page = open(actor);
        page.navigate("/readiness");

        assertThat(page.locator(".readiness tbody tr")).hasCount(2);
        assertThat(page.locator(".readiness")).containsText("Needs an interpreter for Spanish");
        lookAt("/readiness", "readiness", actor);
        page.locator("a.badge", new Page.LocatorOptions().setHasText("interpreter"))
                .first()
                .click();

        assertThat(page.locator(".visit-detail")).isVisible();
    }

    @Test
    void a_day_without_visits_says_so() {
        lookAt("/readiness?date=2026-12-01", "readiness-empty", staff.actor(Role.FRONT_DESK, clinic.site()));
    }

    private Map<Check, State> states() {
        var found = readiness.day(clinic.site(), TUESDAY, clinic.coordinator()).stream()
                .filter(one -> one.facts().visit().equals(visit.id().value()))
                .findFirst()
                .orElseThrow();
        var states = new EnumMap<Check, State>(Check.class);
        for (var check : Check.values()) {
            states.put(check, found.finding(check).state());
        }
        return states;
    }

    private void change(String values) {
        jdbc.sql("update patient set " + values + " where id = :id")
                .param("id", patient.value())
                .update();
    }
}
