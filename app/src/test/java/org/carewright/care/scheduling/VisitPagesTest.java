package org.carewright.care.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.Visitor;
import org.carewright.care.scheduling.BookingOutcome.Booked;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class VisitPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Scheduling scheduling;

    @Autowired
    SchedulingFixtures fixtures;

    @Autowired
    StaffFixtures staff;

    @Autowired
    TestClock clock;

    Clinic clinic;
    String visit;
    Visitor coordinator;

    @BeforeEach
    void book_a_visit() {
        clock.set(TestClock.MONDAY_MORNING);
        clinic = fixtures.clinic();
        var patient = fixtures.patient(clinic.site());
        var booked = (Booked) scheduling.book(clinic.request(patient, clinic.tuesday(9, 0)), clinic.coordinator());
        visit = "/schedule/visits/" + booked.id();
        coordinator = Visitor.signedIn(port, staff.actor(Role.COORDINATOR, clinic.site()));
        coordinator.page(visit);
    }

    @Test
    void an_act_leads_back_to_where_it_was_done_and_can_be_taken_back() {
        var confirmed = coordinator.post(
                visit + "/confirm", Map.of("version", "0", "channel", "PHONE", "back", "/schedule/today"));
        var undo = coordinator.page("/schedule/today").expectFirst(".toast form");

        assertThat(confirmed.headers().firstValue("Location").orElseThrow()).endsWith("/schedule/today");
        assertThat(undo.attr("action")).isEqualTo(visit + "/undo");
        assertThat(undo.expectFirst("input[name=back]").attr("value")).isEqualTo("/schedule/today");
        coordinator.post(visit + "/undo", Map.of("version", "1"));
        assertThat(coordinator.page(visit).select(".toast").text()).contains("Taken back");
        assertThat(coordinator.page(visit).select("form[action$=/confirm]")).isNotEmpty();
    }

    @Test
    void only_who_may_take_an_act_back_is_offered_to() {
        clock.set(clinic.tuesday(9, 0));
        var receptionist = Visitor.signedIn(port, staff.actor(Role.FRONT_DESK, clinic.site()));
        var clinician = Visitor.signedIn(port, staff.actor(Role.CLINICIAN, clinic.site()));
        receptionist.page(visit);

        receptionist.post(visit + "/arrive", Map.of("version", "0"));

        assertThat(receptionist.page(visit).select(".acts form[action$=/undo]")).hasSize(1);
        assertThat(clinician.page(visit).select("form[action$=/undo]")).isEmpty();
    }

    @Test
    void a_cancellation_without_a_reason_shows_the_form_again() {
        var answer = coordinator.post(visit + "/cancel", Map.of("version", "0"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select(".field-error").text())
                .contains("Choose why the visit is cancelled.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x|y", "soon||", "+10000-01-01T00:00:00Z||", "2026-11-17||", "2026-11-17T09:00:00Z"})
    void a_time_that_is_none_shows_the_form_again(String slot) {
        var answer = coordinator.post(visit + "/move", Map.of("version", "0", "slot", slot));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select(".field-error").text())
                .contains("Choose one of the free times, or give another.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "+300000-01-01", "9999-12-31", "0000-01-01", "-9999-01-01", "soon"})
    void a_day_that_no_clinic_sees_shows_the_form_again(String date) {
        var answer = coordinator.post(visit + "/move", Map.of("version", "0", "date", date, "time", "09:00"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select(".field-error").text()).contains("Give the day of the visit.");
        coordinator.page("/schedule/book?date=" + URLEncoder.encode(date, StandardCharsets.UTF_8));
    }

    @Test
    void what_is_over_cannot_be_moved_and_says_so() {
        clock.set(clinic.tuesday(9, 30));
        var nextDay = Visitor.signedIn(port, staff.actor(Role.COORDINATOR, clinic.site()));
        nextDay.page(visit);
        nextDay.post(visit + "/check-out", Map.of("version", "0"));
        nextDay.page(visit);

        var answer = nextDay.get(visit + "/move");

        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(visit);
        assertThat(nextDay.page(visit).text()).contains("cannot be moved");
    }
}
