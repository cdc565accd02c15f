package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What R4 says of single kinds of search parameters; see {@link UsCoreSearchTest} for their breadth. */
@CarewrightTest
class FhirSearchTest {

    @LocalServerPort
    private int port;

    @Autowired
    private SchedulingFixtures clinics;

    @Autowired
    private TokenFixtures tokens;

    private PatientId ada;
    private FhirVisitor client;

    @BeforeEach
    void open() {
        var clinic = clinics.clinic();
        ada = clinics.patient(clinic.site());
        client = new FhirVisitor(port, tokens.token(clinic.site()));
    }

    @Test
    void words_are_found_in_lists_too() {
        made("RelatedPerson", """
                "patient":{"reference":"Patient/%s"},"name":[{"family":"Putten","given":["Sarah","Ann"]}],
                "address":[{"line":["80A Village Street","Back door"]}]""");

        finds("RelatedPerson", "name=sarah", "name=Ann", "name:exact=Ann", "address=80a village", "address=back");
        findsNot("RelatedPerson", "name=arah", "name:exact=ann", "address=village");
    }

    @Test
    void a_period_without_end_goes_on_for_ever() {
        made("Encounter", """
                "status":"in-progress","class":{"code":"AMB"},"subject":{"reference":"Patient/%s"},
                "period":{"start":"2026-11-20"}""");

        finds("Encounter", "date=ge2026-11-20", "date=gt2026-11-21", "date=le2026-11-21", "date=ap2030", "date=ne2026");
        findsNot("Encounter", "date=2026", "date=lt2026-11-20", "date=eb2030", "date=sa2026-11-20");
    }

    @Test
    void a_period_without_start_has_been_for_ever() {
        made("Encounter", """
                "status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/%s"},
                "period":{"end":"2026-11-20"}""");

        finds("Encounter", "date=lt1990", "date=le2026-11-20", "date=ge2026-11-19", "date=eb2026-11-21");
        findsNot("Encounter", "date=2026", "date=gt2026-11-20", "date=sa1990");
    }

    @Test
    void a_day_is_that_of_the_offset_that_a_search_names() {
        made("Observation", """
                "status":"final","code":{"text":"x"},"subject":{"reference":"Patient/%s"},"effectiveDateTime":"2026-11-22\"""");

        finds("Observation", "date=sa2026-11-21T23:00:00-05:00", "date=eb2026-11-23T00:00:00-05:00");
        finds("Observation", "date=sa2026-11-21T23:00:00+09:00", "date=eb2026-11-23T00:00:00+09:00");
        findsNot("Observation", "date=sa2026-11-22T00:00:00-05:00", "date=eb2026-11-22T23:00:00+09:00");
    }

    @Test
    void the_times_of_a_timing_are_dates() {
        made("MedicationRequest", """
                "status":"active","intent":"order","medicationCodeableConcept":{"text":"x"},"subject":{"reference":"Patient/%s"},
                "dosageInstruction":[{"timing":{"event":["2026-11-20","2026-11-25"]}}]""");
        made("ServiceRequest", """
                "status":"active","intent":"order","subject":{"reference":"Patient/%s"},
                "occurrenceTiming":{"event":["2026-11-20"],"repeat":{"frequency":1}}""");

        finds("MedicationRequest", "date=2026-11-20", "date=2026-11-25");
        findsNot("MedicationRequest", "date=2026-11-21");
        finds("ServiceRequest", "occurrence=2026-11-20");
        findsNot("ServiceRequest", "occurrence=gt2026-11-20", "occurrence=lt2026-11-20");
    }

    @Test
    void a_canonical_address_is_found_in_any_version_or_in_the_one_that_is_named() {
        made("QuestionnaireResponse", """
                "status":"completed","subject":{"reference":"Patient/%s"},"questionnaire":"https://example.org/forms/hsv|1.0\"""");
        made("Procedure", """
                "status":"completed","subject":{"reference":"Patient/%s"},
                "instantiatesCanonical":["http://example.org/PlanDefinition/a","http://example.org/PlanDefinition/b"]""");

        finds(
                "QuestionnaireResponse",
                "questionnaire=https://example.org/forms/hsv",
                "questionnaire=https://example.org/forms/hsv|1.0");
        findsNot(
                "QuestionnaireResponse",
                "questionnaire=https://example.org/forms/hsv|2.0",
                "questionnaire=https://example.org/forms/hs");
        finds("Procedure", "instantiates-canonical=http://example.org/PlanDefinition/b");
    }

    @Test
    void what_is_kept_elsewhere_is_found_by_its_address() {
        made("Procedure", """
                "status":"completed","subject":{"reference":"Patient/%s"},
                "encounter":{"reference":"http://elsewhere.example/Encounter/7"},
                "performer":[{"actor":{"reference":"http://elsewhere.example/Practitioner/7"}}]""");

        finds(
                "Procedure",
                "performer=http://elsewhere.example/Practitioner/7",
                "encounter=http://elsewhere.example/Encounter/7",
                "encounter:missing=false");
        findsNot("Procedure", "encounter=http://elsewhere.example/Encounter/8", "encounter:missing=true");
        findsNot("Procedure", "performer=http://elsewhere.example/Practitioner/8", "performer=Practitioner/7");
    }

    @Test
    void us_cores_own_parameters_are_served_beside_those_of_r4() {
        made("Condition", """
                "subject":{"reference":"Patient/%s"},"extension":[
                 {"url":"http://hl7.org/fhir/StructureDefinition/condition-assertedDate","valueDateTime":"2026-11-20"},
                 {"url":"http://example.org/other","valueDateTime":"2020-01-01"}]""");

        finds("Condition", "asserted-date=2026-11-20");
        findsNot("Condition", "asserted-date=2020-01-01");
    }

    @Test
    void who_died_on_a_day_is_found_by_that_day_wherever_the_clinic_is() {
        var family = "D" + UUID.randomUUID().toString().replace("-", "");
        var body = """
                {"resourceType":"Patient","name":[{"family":"%s","given":["%s"]}],"gender":"female","birthDate":"1940-01-01",
                 "deceasedDateTime":"%s"}""";
        client.post("/Patient", body.formatted(family, "A", "2022-07-22"));
        client.post("/Patient", body.formatted(family, "B", "2022-07-22T22:00:00-04:00"));

        assertThat(client.get("/Patient?family=" + family + "&death-date=2022-07-22")
                        .entries())
                .hasSize(2);
        for (var other : List.of("2022-07-21", "2022-07-23")) {
            assertThat(client.get("/Patient?family=" + family + "&death-date=" + other)
                            .entries())
                    .isEmpty();
        }
    }

    private void made(String type, String elements) {
        var body = "{\"resourceType\":\"" + type + "\"," + elements.formatted(ada) + "}";
        var answer = client.post("/" + type, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }

    private void finds(String type, String... searches) {
        for (var search : searches) {
            assertThat(found(type, search)).as(search).isEqualTo(1);
        }
    }

    private void findsNot(String type, String... searches) {
        for (var search : searches) {
            assertThat(found(type, search)).as(search).isZero();
        }
    }

    private int found(String type, String search) {
        var value = search.substring(search.indexOf('=') + 1);
        var answer = client.get("/" + type + "?patient=" + ada + "&"
                + search.replace(value, URLEncoder.encode(value, StandardCharsets.UTF_8)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.entries().size();
    }
}
