package org.carewright.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class PrivacyPagesTest {

    private static final String REASON = "Covering for Hilltop tonight";

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Autowired
    PatientFixtures patients;

    @Autowired
    DirectoryFixtures directory;

    @Test
    void a_closed_record_is_offered_with_a_reason_and_then_reviewed_with_what_was_looked_at() {
        var site = directory.site();
        var patient = patients.patient(site);
        var coordinator = staff.actor(Role.COORDINATOR, directory.site());
        var outside = Visitor.signedIn(port, coordinator);

        var closed = outside.get("/patients/" + patient);
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(closed.body()).contains("/break-glass?patient=" + patient);

        outside.page("/break-glass?patient=" + patient);
        outside.post("/break-glass", Map.of("patient", patient.toString(), "reason", REASON));
        assertThat(outside.get("/patients/" + patient).statusCode()).isEqualTo(200);

        var officer = Visitor.signedIn(port, staff.actor(Role.MANAGER));
        var row = officer.page("/privacy/break-glass").select("tr:contains(" + coordinator.name() + ") a");
        var review = officer.page(row.attr("href"));
        assertThat(review.text()).contains(REASON).contains("GET /patients/{id}");
        officer.post(row.attr("href"), Map.of("verdict", "justified"));
        var late = Map.of("verdict", "not-justified", "note", "I saw it later.");
        assertThat(officer.post(row.attr("href"), late).statusCode()).isEqualTo(409);
        assertThat(officer.page("/privacy/break-glass").text()).doesNotContain(coordinator.name());
        assertThat(officer.page("/privacy/break-glass?reviewed=true").text()).contains(coordinator.name());
    }

    @Test
    void those_who_care_for_a_patient_see_who_has_looked() {
        var site = directory.site();
        var patient = patients.patient(site);
        var coordinator = staff.actor(Role.COORDINATOR, site);
        var visitor = Visitor.signedIn(port, coordinator);

        visitor.page("/patients/" + patient + "/who-looked");
        var page = visitor.page("/patients/" + patient + "/who-looked");

        assertThat(page.text()).contains(coordinator.name()).contains("opened it");
    }

    @Test
    void the_trail_is_found_by_person_patient_and_act_and_exported() {
        var site = directory.site();
        var patient = patients.patient(site);
        var coordinator = staff.actor(Role.COORDINATOR, site);
        Visitor.signedIn(port, coordinator).page("/patients/" + patient + "/who-looked");
        var officer = Visitor.signedIn(port, staff.actor(Role.MANAGER));

        var found = officer.page("/audit?q=" + coordinator.name() + "&act=read&patient=" + patient);
        assertThat(found.select("tbody tr")).hasSize(1);
        assertThat(found.text()).contains("GET /patients/{id}/who-looked");
        assertThat(officer.page("/audit?q=" + coordinator.name() + "&act=delete")
                        .select("tbody tr"))
                .isEmpty();
        assertThat(officer.get("/audit.csv?q=" + coordinator.name()).body()).contains(patient.toString());
    }

    @Test
    void days_that_no_calendar_reaches_are_as_none() {
        var officer = Visitor.signedIn(port, staff.actor(Role.MANAGER));

        for (var day : List.of("%2B999999999-12-31", "-999999999-01-01", "9999-12-31", "0001-01-01", "2023-02-29")) {
            for (var end : List.of("from", "to")) {
                var answer = officer.get("/audit?" + end + "=" + day);
                assertThat(answer.statusCode()).as(end + " " + day).isEqualTo(200);
            }
        }
    }
}
