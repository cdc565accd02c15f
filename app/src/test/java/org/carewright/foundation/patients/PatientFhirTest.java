package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class PatientFhirTest {

    private static final String RACE = """
            {"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[{"url":"text","valueString":"Asian"}]}""";

    @LocalServerPort
    private int port;

    @Autowired
    private PatientFixtures patients;

    @Autowired
    private Patients face;

    @Autowired
    private StaffFixtures staff;

    @Autowired
    private TokenFixtures tokens;

    private final String family = "T" + UUID.randomUUID().toString().replace("-", "");
    private SiteId site;
    private FhirVisitor client;

    @BeforeEach
    void open() {
        site = patients.site();
        client = new FhirVisitor(port, tokens.token(site));
    }

    @Test
    void what_is_said_of_a_patient_is_given_back_whole() {
        var made = client.post("/Patient", patient());

        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.body()
                        .path("extension")
                        .path(0)
                        .path("extension")
                        .path(0)
                        .path("valueString")
                        .asString())
                .isEqualTo("Asian");
        assertThat(made.body().path("maritalStatus").path("text").asString()).isEqualTo("Married");
        assertThat(made.body().path("name").path(0).path("period").path("start").asString())
                .isEqualTo("1990");
        assertThat(made.body().path("identifier"))
                .extracting(it ->
                        it.path("type").path("coding").path(0).path("code").asString(""))
                .contains("MR");
    }

    @Test
    void what_staff_mend_shows_and_the_rest_stays() {
        var made = client.post("/Patient", patient());
        var id = PatientId.of(made.id());
        var clerk = staff.actor(Role.FRONT_DESK, site);
        var before = face.get(id, clerk);
        var person = before.demographics();
        var mended = new Demographics(
                List.of(HumanName.of(family, "Rahel")),
                person.birthDate(),
                person.gender(),
                person.birthSex(),
                person.multipleBirth(),
                person.deceased(),
                person.deceasedAt(),
                person.telecoms(),
                person.addresses(),
                person.language(),
                person.interpreterNeeded(),
                person.preferences(),
                null);

        face.update(id, before.version(), mended, clerk);

        var after = client.get("/Patient/" + id).body();
        assertThat(after.path("name").path(0).path("given").path(0).asString()).isEqualTo("Rahel");
        assertThat(after.path("maritalStatus").path("text").asString()).isEqualTo("Married");
        assertThat(after.path("meta").path("versionId").asString()).isEqualTo("2");
        assertThat(client.get("/Patient/" + id + "/_history/1").body()).isEqualTo(made.body());
    }

    @Test
    void an_update_says_what_changes_and_keeps_what_fhir_cannot_say() {
        var made = client.post("/Patient", patient());

        var updated = client.put(
                "/Patient/" + made.id(),
                made.response().body().replace("1970-02-03", "1970-02-04"),
                "If-Match",
                made.header("ETag"));

        assertThat(updated.status()).as(updated.response().body()).isEqualTo(200);
        assertThat(updated.body().path("birthDate").asString()).isEqualTo("1970-02-04");
        assertThat(updated.body().path("identifier")).isEqualTo(made.body().path("identifier"));
    }

    @Test
    void a_patient_is_found_by_what_people_know_of_her() {
        var made = client.post("/Patient", patient());

        for (var query : List.of(
                "family=" + family,
                "family=" + family.substring(0, 8).toLowerCase(Locale.ROOT),
                "family:exact=" + family,
                "family:contains=" + family.substring(3, 12),
                "name=" + family,
                "given=Ráchel&family=" + family,
                "name=Rachel%20" + family,
                "birthdate=1970-02-03&family=" + family,
                "birthdate=lt1971&family=" + family,
                "identifier=urn:test%7C" + family,
                "identifier=" + family,
                "phone=614-555-0175&family=" + family,
                "telecom=6145550175&family=" + family,
                "address-city=columb&family=" + family,
                "address=43215&family=" + family,
                "gender=female&family=" + family,
                "_id=" + made.id())) {
            assertThat(client.get("/Patient?" + query).entries())
                    .as(query)
                    .extracting(it -> it.path("id").asString())
                    .containsExactly(made.id());
        }
        for (var query : List.of(
                "given=" + family,
                "family:exact=" + family.toUpperCase(Locale.ROOT) + "X",
                "birthdate=1970-02-04&family=" + family,
                "gender=male&family=" + family,
                "phone=5550175&family=" + family,
                "identifier=urn:other%7C" + family)) {
            assertThat(client.get("/Patient?" + query).entries()).as(query).isEmpty();
        }
    }

    @Test
    void our_own_rules_name_the_elements_of_fhir() {
        var refused = client.post("/Patient", """
                {"resourceType":"Patient","birthDate":"2090-01-01","telecom":[{"system":"email","value":"nowhere"}]}""");

        assertThat(refused.issues())
                .containsExactly("required Patient.name[0]", "value Patient.birthDate", "value Patient.telecom[0]");
        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void a_number_that_another_record_has_is_refused() {
        client.post("/Patient", patient());

        var refused = client.post("/Patient", patient());

        assertThat(refused.issues()).containsExactly("duplicate Patient.identifier");
    }

    @Test
    void a_patient_of_another_site_is_not_shown() {
        var made = client.post("/Patient", patient());
        var other = new FhirVisitor(port, tokens.token(patients.site()));

        assertThat(other.get("/Patient/" + made.id()).status()).isEqualTo(403);
        assertThat(other.get("/Patient/" + made.id() + "/_history").status()).isEqualTo(403);
        assertThat(other.get("/Patient?family=" + family).entries()).isEmpty();
        assertThat(other.put("/Patient/" + made.id(), made.response().body()).status())
                .isEqualTo(403);
        assertThat(other.get("/Patient/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private String patient() {
        return """
                {"resourceType":"Patient","extension":[%s],"identifier":[{"system":"urn:test","value":"%s"}],\
                "name":[{"use":"official","family":"%s","given":["Rachel"],"period":{"start":"1990"}}],\
                "telecom":[{"system":"phone","value":"(614) 555-0175","use":"home"}],"gender":"female","birthDate":"1970-02-03",\
                "address":[{"line":["1 Main St"],"city":"Columbus","state":"OH","postalCode":"43215"}],\
                "maritalStatus":{"text":"Married"}}""".formatted(RACE, family, family);
    }
}
