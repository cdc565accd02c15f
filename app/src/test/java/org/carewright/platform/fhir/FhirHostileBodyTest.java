package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.FhirVisitor.Answer;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Bodies that are made to cost much: they are refused at once, with little memory, and nothing comes of them. */
@CarewrightTest
class FhirHostileBodyTest {

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
        var site = clinics.clinic().site();
        ada = clinics.patient(site);
        client = new FhirVisitor(port, tokens.token(site));
    }

    @Test
    void more_parts_than_memory_should_hold_are_refused_before_they_are_all_read() {
        var body = "{\"resourceType\":\"Patient\",\"x\":[" + many(1_100_000, "[]") + "]}";

        assertRefused(client.post("/Patient", body), 400, "too-costly");
    }

    @Test
    void a_resource_with_more_parts_than_any_record_is_refused() {
        var body = condition("\"extension\":[" + many(60_000, "{\"url\":\"u\"}") + "]");

        assertRefused(client.post("/Condition", body), 422, "too-long Condition");
        assertNothing();
    }

    @Test
    void what_is_nested_too_deep_says_so_in_json_and_in_xml() {
        var json = "{\"a\":".repeat(100_000);
        var xml = "<Patient xmlns=\"http://hl7.org/fhir\">" + "<extension url=\"x\">".repeat(100_000);

        var tooDeep = client.post("/Patient", json);
        var tooDeepXml = client.post("/Patient", xml, "Content-Type", "application/fhir+xml");

        assertRefused(tooDeep, 400, "too-costly");
        assertThat(words(tooDeep)).matches(".+ at line 1, column \\d+; .+");
        assertRefused(tooDeepXml, 400, "too-costly");
        assertThat(words(tooDeepXml)).matches(".+ at line 1, column \\d+; .+");
    }

    @ParameterizedTest
    @CsvSource({
        "'<Patient xmlns=\"http://hl7.org/fhir\"><birthDate', at line 1",
        "'<Patient xmlns=\"http://hl7.org/fhir\"><birthDate value=\"soon\"/></Patient>', ', element birthDate;'",
        "'<Patient xmlns=\"http://hl7.org/fhir\"><born value=\"2001\"/></Patient>', ', element born;'",
        "'<Patients xmlns=\"http://hl7.org/fhir\"/>', 'at line 1, column '",
        "'<Patient xmlns=\"http://hl7.org/fhir\"><birthDate worth=\"2001\"/></Patient>', ', element worth;'",
    })
    void xml_that_cannot_be_read_says_where(String xml, String where) {
        var answer = client.post("/Patient", xml, "Content-Type", "application/fhir+xml");

        assertRefused(answer, 400, "structure");
        assertThat(words(answer)).contains(where);
    }

    @Test
    void a_patient_may_have_a_hundred_of_everything_and_no_more() {
        var name = "\"name\":[{\"family\":\"F" + UUID.randomUUID() + "\"}]";

        assertRefused(
                client.post("/Patient", patient("\"name\":[" + many(101, "{\"family\":\"F\"}") + "]")),
                422,
                "too-long Patient.name");
        assertRefused(
                client.post(
                        "/Patient",
                        patient(name + ",\"telecom\":[" + many(101, "{\"system\":\"phone\",\"value\":\"5550100\"}")
                                + "]")),
                422,
                "too-long Patient.telecom");
        var numbers = IntStream.range(0, 101)
                .mapToObj(n -> "{\"system\":\"urn:" + ada + "\",\"value\":\"n" + n + "\"}")
                .collect(Collectors.joining(","));
        assertRefused(
                client.post("/Patient", patient(name + ",\"identifier\":[" + numbers + "]")),
                422,
                "too-long Patient.identifier");
    }

    @Test
    void a_patient_with_all_the_numbers_she_may_have_is_written_back_as_she_was_read() {
        var numbers = IntStream.range(0, 100)
                .mapToObj(n -> "{\"system\":\"urn:" + UUID.randomUUID() + "\",\"value\":\"n" + n + "\"}")
                .collect(Collectors.joining(","));
        var name = "\"name\":[{\"family\":\"F" + UUID.randomUUID() + "\"}]";
        var made = client.post("/Patient", patient(name + ",\"identifier\":[" + numbers + "]"));
        assertThat(made.status()).isEqualTo(201);
        var path = "/Patient/" + made.id();

        var again = client.put(path, client.get(path).body().toString());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("identifier").size()).isEqualTo(101);
    }

    @Test
    void what_is_too_long_to_be_found_by_is_refused_with_its_place() {
        var random = new Random(1)
                .ints(1_100, 0x4e00, 0x9000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var name = "\"name\":[{\"family\":\"F" + UUID.randomUUID() + "\"}]";

        var refused = client.post(
                "/Patient",
                patient(name + ",\"identifier\":[{\"system\":\"urn:x\",\"value\":\"" + random + "\"}],"
                        + "\"telecom\":[{\"system\":\"email\",\"value\":\"" + random.substring(0, 950) + "@x.org\"}],"
                        + "\"address\":[{\"city\":\"" + random + "\"}]"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues())
                .containsExactlyInAnyOrder(
                        "too-long Patient.identifier[0].value",
                        "too-long Patient.telecom[0]",
                        "too-long Patient.address[0].city");
    }

    @Test
    void a_patch_that_puts_a_part_into_itself_again_and_again_is_refused() {
        var made = client.post("/Condition", condition("\"extension\":[{\"url\":\"u\",\"valueString\":\"x\"}]"));
        var into = new StringBuilder("/extension/0");
        var copies = new ArrayList<String>();
        for (int n = 0; n < 14; n++) {
            copies.add("{\"op\":\"copy\",\"from\":\"/extension/0\",\"path\":\"" + into + "/a\"}");
            into.append("/a".repeat(1 << n));
        }

        var refused = client.send(
                "PATCH", "/Condition/" + made.id(), copies.toString(), "Content-Type", "application/json-patch+json");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues()).singleElement().asString().startsWith("processing Patch[");
    }

    @Test
    void xml_with_a_bad_byte_is_held_to_the_same_limits() {
        var xml = ("<Patient xmlns=\"http://hl7.org/fhir\"><!--?-->" + "<extension url=\"x\"/>".repeat(600_000)
                        + "</Patient>")
                .getBytes(StandardCharsets.UTF_8);
        xml["<Patient xmlns=\"http://hl7.org/fhir\"><!--".length()] = (byte) 0xff;

        assertRefused(
                client.sendBytes("POST", "/Patient", xml, "Content-Type", "application/fhir+xml"), 400, "too-costly");
    }

    @Test
    void a_search_for_very_many_values_is_refused() {
        var query = "name:contains=" + String.join(",", Collections.nCopies(1_001, "a"));

        assertRefused(
                client.send("POST", "/Patient/_search", query, "Content-Type", "application/x-www-form-urlencoded"),
                400,
                "too-costly");
    }

    @Test
    void a_patch_that_copies_copies_is_refused_and_changes_nothing() {
        var made = client.post("/Condition", condition("\"extension\":[{\"url\":\"u\",\"valueString\":\"x\"}]"));
        var copies = IntStream.range(0, 40)
                .mapToObj(n -> "{\"op\":\"copy\",\"from\":\"/extension\",\"path\":\"/extension/0/e" + n + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        var path = "/Condition/" + made.id();

        var refused = client.send("PATCH", path, copies, "Content-Type", "application/json-patch+json");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues()).singleElement().asString().startsWith("processing Patch[");
        assertThat(client.get(path).body()).isEqualTo(made.body());
    }

    @Test
    void a_transaction_whose_entries_refer_to_each_other_in_a_circle_points_each_at_the_other() {
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();

        var answer = client.post("", transaction(evidence(one, two), evidence(two, one)));

        assertThat(answer.status()).isEqualTo(200);
        var made = answer.entries();
        assertThat(evidenceOf(made.getFirst())).isEqualTo("Condition/" + id(made.getLast()));
        assertThat(evidenceOf(made.getLast())).isEqualTo("Condition/" + id(made.getFirst()));
    }

    @Test
    void patients_who_are_linked_in_a_circle_and_what_contains_itself_come_in_and_can_be_read() {
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        var answer = client.post("", transaction(linked(one, two), linked(two, one)));
        assertThat(answer.status()).isEqualTo(200);
        for (var patient : answer.entries()) {
            var page = client.get("/Patient?_id=" + id(patient) + "&_include:iterate=*");
            assertThat(page.status()).isEqualTo(200);
            assertThat(client.get("/Patient/" + id(patient) + "/$everything").status())
                    .isEqualTo(200);
        }

        var contained = client.post(
                "/Condition",
                condition(
                        "\"contained\":[{\"resourceType\":\"Condition\",\"id\":\"a\",\"subject\":{\"reference\":\"#a\"},"
                                + "\"evidence\":[{\"detail\":[{\"reference\":\"#a\"}]}]}],"
                                + "\"evidence\":[{\"detail\":[{\"reference\":\"#a\"}]}]"));
        assertThat(contained.status()).isEqualTo(201);
        assertThat(client.get("/Condition/" + contained.id()).status()).isEqualTo(200);
    }

    @Test
    void an_answer_that_would_fill_the_memory_is_cut_in_a_batch_and_refused_in_a_transaction() {
        var long1 = client.post("/Condition", condition("\"note\":[{\"text\":\"" + "x".repeat(1_000_000) + "\"}]"));
        var read = "{\"request\":{\"method\":\"GET\",\"url\":\"Condition/" + long1.id() + "\"}}";
        var reads = "\"entry\":[" + String.join(",", Collections.nCopies(120, read)) + "]}";

        var batch = client.post("", "{\"resourceType\":\"Bundle\",\"type\":\"batch\"," + reads);
        var transaction = client.post("", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"," + reads);

        assertThat(batch.status()).isEqualTo(200);
        var entries = batch.body().path("entry");
        assertThat(entries.size()).isEqualTo(120);
        assertThat(entries.path(0).path("response").path("status").asString()).isEqualTo("200");
        assertThat(entries.path(119).path("response").path("status").asString()).isEqualTo("413");
        assertRefused(transaction, 413, "too-costly");
    }

    private static void assertRefused(Answer refused, int status, String issue) {
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.issues()).containsExactly(issue);
    }

    private static String words(Answer refused) {
        return refused.body().path("issue").path(0).path("diagnostics").asString();
    }

    private void assertNothing() {
        assertThat(client.get("/Condition?patient=" + ada).entries()).isEmpty();
    }

    private static String many(int count, String what) {
        return String.join(",", Collections.nCopies(count, what));
    }

    private static String patient(String rest) {
        return "{\"resourceType\":\"Patient\"," + rest + "}";
    }

    private String condition(String rest) {
        return "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + ada + "\"}," + rest + "}";
    }

    private static String transaction(String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private String evidence(UUID self, UUID other) {
        return entry(
                self,
                "Condition",
                condition("\"evidence\":[{\"detail\":[{\"reference\":\"urn:uuid:" + other + "\"}]}]"));
    }

    private static String linked(UUID self, UUID other) {
        return entry(
                self,
                "Patient",
                patient("\"name\":[{\"family\":\"F" + self
                        + "\"}],\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":" + "\"urn:uuid:" + other
                        + "\"}}]"));
    }

    private static String entry(UUID self, String type, String resource) {
        return "{\"fullUrl\":\"urn:uuid:" + self + "\",\"resource\":" + resource
                + ",\"request\":{\"method\":\"POST\",\"url\":\"" + type + "\"}}";
    }

    private static String evidenceOf(JsonNode condition) {
        return condition
                .path("evidence")
                .path(0)
                .path("detail")
                .path(0)
                .path("reference")
                .asString();
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asString();
    }
}
