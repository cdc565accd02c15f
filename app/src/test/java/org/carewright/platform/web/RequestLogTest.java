package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.Visitor;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.foundation.patients.HumanName;
import org.carewright.foundation.patients.PatientFixtures;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

@CarewrightTest
@ExtendWith(OutputCaptureExtension.class)
class RequestLogTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    PatientFixtures people;

    @Autowired
    TokenFixtures tokens;

    @Autowired
    ProblemPages problems;

    @Test
    void a_visit_leaves_its_route_and_nothing_of_the_patient(CapturedOutput output) {
        var site = directory.site();
        var patient = people.patient(site, HumanName.of("Quillfeather", "Wilhelmina"), LocalDate.of(1957, 3, 4));
        var actor = staff.actor(Role.COORDINATOR, site);
        var visitor = Visitor.signedIn(port, actor);

        var page = visitor.page("/patients/" + patient.value());
        var mrn = Objects.requireNonNull(page.selectFirst(".mono")).text().replace("MRN ", "");
        visitor.get("/patients?q=Quillfeather");
        visitor.get("/patients/Quillfeather");
        visitor.get("/search?q=" + mrn);
        visitor.post("/patients", Map.of("family", "Quillfeather", "birthDate", "yesterday"));

        // a line is written when its answer has left
        await().until(() -> output.getAll().contains("POST /patients "));
        assertThat(output.getAll())
                .containsPattern("\\[[0-9a-f]{12}] .*GET /patients/\\{id} 200 \\d+ ms, user "
                        + actor.user().value())
                .contains("GET /patients 200 ", "GET /patients/{id} 404 ", "POST /patients ")
                .doesNotContain("Quillfeather", mrn, patient.value().toString());
    }

    @Test
    void a_question_of_another_system_leaves_its_route_and_nothing_of_the_patient(CapturedOutput output) {
        var site = directory.site();
        var patient = people.patient(site, HumanName.of("Quillfeather", "Wilhelmina"), LocalDate.of(1957, 3, 4));
        var client = new FhirVisitor(port, tokens.token(site));

        client.get("/Patient?name=Quillfeather&birthdate=1957-03-04");
        client.get("/Patient/" + patient);
        client.get("/Patient/" + patient + "/$everything");
        client.get("/Patient/" + patient + "/Observation");
        client.post("/Patient", "{\"resourceType\":\"Patient\",\"name\":\"Quillfeather\"}");
        client.send("PUT", "/Patient/" + patient, "Quillfeather");
        client.get("/Quillfeather");

        await().until(() -> output.getAll().contains("GET /fhir/{type} 404 "));
        assertThat(output.getAll())
                .contains(
                        "GET /fhir/{type} 200 ",
                        "GET /fhir/{type}/{id:[^$]+} 200 ",
                        "POST /fhir/{type} 422 ",
                        "PUT /fhir/{type}/{id} 400 ")
                .doesNotContain("Quillfeather", "1957-03", patient.value().toString());
    }

    @Test
    void a_failure_leaves_the_number_that_its_page_shows_and_nothing_of_the_patient(CapturedOutput output)
            throws Exception {
        var failure = new IllegalStateException(
                "saving Quillfeather", new SQLException("invalid date: \"Quillfeather\"", "22007"));
        var request = new MockHttpServletRequest("POST", "/patients/new");
        request.setAttribute("requestId", "0123456789ab");

        var page = problems.other(failure, request);

        assertThat(page.getModel()).containsEntry("requestId", "0123456789ab");
        assertThat(output.getAll())
                .contains("request 0123456789ab failed", "java.lang.IllegalStateException", "SQLSTATE 22007")
                .doesNotContain("Quillfeather");
    }
}
