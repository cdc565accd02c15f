package org.carewright.care.noshows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.carewright.BrowserTest;
import org.carewright.TestClock;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.Scheduling;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class NoShowRiskTest extends BrowserTest {

    @Autowired
    NoShowRisk risk;

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
    PatientId reliable;
    PatientId forgetful;

    @BeforeEach
    void a_clinic_with_a_history() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        reliable = fixtures.patient(clinic.site());
        forgetful = fixtures.patient(clinic.site());
        history(reliable, 500, 4);
        history(forgetful, 500, 50);
    }

    @Test
    void who_missed_more_visits_is_likelier_to_miss_the_next() {
        risk.train(staff.actor(Role.MANAGER, clinic.site()));
        var one = book(reliable, 9);
        var other = book(forgetful, 11);

        var risks = risk.risks(List.of(one, other), clinic.coordinator());

        assertThat(risks).containsOnlyKeys(one, other);
        assertThat(risks.get(other)).isGreaterThan(risks.get(one));
    }

    @Test
    void nothing_is_told_of_visits_at_other_sites() {
        risk.train(staff.actor(Role.MANAGER, clinic.site()));
        var visit = book(reliable, 9);

        assertThat(risk.risks(List.of(visit), fixtures.clinic().coordinator())).isEmpty();
    }

    @Test
    void who_may_not_train_does_not() {
        var frontDesk = staff.actor(Role.FRONT_DESK, clinic.site());

        assertThatThrownBy(() -> risk.train(frontDesk)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> risk.history(1, frontDesk)).isInstanceOf(Forbidden.class);
    }

    @Test
    void the_page_says_how_good_it_is_and_learns_when_told_to() {
        var page = open(staff.actor(Role.MANAGER, clinic.site()));
        page.navigate("/no-show-risk");

        page.getByText("Learn now").click();

        assertThat(page.locator(".risk h2").first()).containsText("Judged when it is booked");
        assertThat(page.locator("svg.calibration").first()).isVisible();
        assertThat(page.locator(".risk").first()).containsText("Better than the base rate");
        lookAt("/no-show-risk", "no-show-risk", staff.actor(Role.MANAGER, clinic.site()));
    }

    private AppointmentId book(PatientId patient, int hour) {
        return ((Booked) scheduling.book(clinic.request(patient, clinic.tuesday(hour, 0)), clinic.coordinator())).id();
    }

    /** Synthetic visits before today, of which so many of a hundred were missed. */
    private void history(PatientId patient, int count, int percentMissed) {
        jdbc.sql("""
                insert into appointment (id, patient_id, site_id, visit_type_id, status, starts_at, ends_at, party, made_at,
                                         made_by, completed_at, missed_at)
                select id, :patient, :site, :type, case when missed then 'noshow' else 'fulfilled' end, starts,
                       starts + interval '30 minutes', id, starts - interval '9 days',
                       '00000000-0000-0000-0000-000000000000', case when not missed then starts end,
                       case when missed then starts end
                  from (select uuidv7() as id, abs(hashint4(n) % 100) < :percent as missed,
                               timestamptz '2026-11-16 09:00Z' - n * interval '1 day' as starts
                          from generate_series(1, :count) n) v
                """)
                .param("patient", patient.value())
                .param("site", clinic.site().value())
                .param("type", clinic.visitType().value())
                .param("percent", percentMissed)
                .param("count", count)
                .update();
    }
}
