package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.StringNode;

/** Whatever comes, the answer is clear and nothing is left half-done. */
@CarewrightTest
class FhirBadInputTest {

    @LocalServerPort
    private int port;

    @Autowired
    private SchedulingFixtures clinics;

    @Autowired
    private TokenFixtures tokens;

    @Autowired
    private JdbcClient jdbc;

    private SiteId site;
    private PatientId ada;
    private String token;
    private FhirVisitor client;

    @BeforeEach
    void open() {
        site = clinics.clinic().site();
        ada = clinics.patient(site);
        token = tokens.token(site);
        client = new FhirVisitor(port, token);
    }

    @Test
    void what_is_no_json_is_refused_with_its_line() {
        var whole = condition("Asthma");
        for (int length = 0; length < whole.length(); length += 7) {
            var refused = client.post("/Condition", whole.substring(0, length));
            assertThat(refused.status()).as("first %s", length).isIn(400);
            assertThat(refused.issues()).hasSize(1);
        }
        for (var text : List.of(
                "", "null", "[]", "1", "\"x\"", "{}", "{\"resourceType\":1}", "{\"a\":1,\"a\":2}", whole + "x")) {
            assertThat(client.post("/Condition", text).status()).as(text).isIn(400, 422);
        }
        assertNothing();
    }

    @Test
    void what_is_nested_too_deep_is_refused() {
        var deep = condition("x")
                .replace(
                        "\"code\"",
                        "\"extension\":" + "[{\"url\":\"u\",\"extension\":".repeat(150) + "[]" + "}]".repeat(150)
                                + ",\"code\"");
        var deeper = "{\"resourceType\":\"Condition\",\"x\":" + "[".repeat(100_000);

        assertThat(client.post("/Condition", deep).status()).isIn(400, 422);
        assertThat(client.post("/Condition", deeper).status()).isEqualTo(400);
        assertNothing();
    }

    @Test
    void a_body_that_is_too_long_is_refused_whether_it_says_so_or_not() throws Exception {
        var longest = new byte[20 << 20];
        var tooLong = new byte[longest.length + 1];

        assertThat(send(BodyPublishers.ofByteArray(longest), "Content-Type", "application/fhir+json"))
                .as("read, and not understood")
                .isEqualTo(400);
        assertThat(send(BodyPublishers.ofByteArray(tooLong), "Content-Type", "application/fhir+json"))
                .isEqualTo(413);
        assertThat(send(
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)),
                        "Content-Type",
                        "application/fhir+json"))
                .isEqualTo(413);
        assertThat(send(BodyPublishers.ofByteArray(new byte[1000]), "Content-Encoding", "gzip"))
                .isEqualTo(415);
        assertThat(send(BodyPublishers.ofString("x"), "Content-Type", "text/turtle"))
                .isEqualTo(415);
    }

    @Test
    void an_entity_in_xml_is_not_followed() {
        var refused = client.send(
                "POST",
                "/Condition",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Condition xmlns=\"http://hl7.org/fhir\"><code><text value=\"&e;\"/></code></Condition>",
                "Content-Type",
                "application/fhir+xml");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().body()).doesNotContain("root:");
    }

    @Test
    void text_of_any_kind_is_text_and_comes_back_as_it_was() {
        for (var text : List.of(
                "'; drop table patient; --",
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "{{7*7}} ${7*7} #{7*7} %s %n",
                "../../../../etc/passwd",
                "李小龍 · Ольга · محمد · דוד · ชื่อ · 🧑‍⚕️ · Ǆ · e\u0301",
                "\\u0041 \\n \\\\",
                "a".repeat(100_000))) {
            var made = client.post("/Condition", condition("x").replace("\"x\"", quoted(text)));
            assertThat(made.status()).as(text).isEqualTo(201);
            assertThat(client.get("/Condition/" + made.id())
                            .body()
                            .path("code")
                            .path("text")
                            .asString())
                    .isEqualTo(text);
        }
    }

    @Test
    void text_that_cannot_be_kept_is_refused_with_its_place() {
        assertThat(client.post("/Condition", condition("x\\u0000y")).issues())
                .containsExactly("value Condition.code.text");
        assertThat(client.post("/Condition", condition("x\\ud800y")).issues())
                .containsExactly("value Condition.code.text");
        assertNothing();
    }

    @Test
    void dates_are_taken_from_the_first_year_to_the_last_and_no_others() {
        for (var date : List.of("0001", "0001-01-01", "9999-12-31", "2024-02-29", "2026-11-22T23:59:60Z", "1900-03")) {
            var made = client.post("/Condition", dated(date));
            assertThat(made.status()).as(date).isEqualTo(201);
            assertThat(client.get("/Condition?_id=" + made.id() + "&onset-date=ap" + date.substring(0, 4))
                            .entries())
                    .as(date)
                    .hasSize(1);
        }
        for (var date :
                List.of("0000", "2026-02-29", "2026-13", "10000", "2026-1-1", "22/11/2026", "2026-11-22T09:00", "")) {
            assertThat(client.post("/Condition", dated(date)).issues())
                    .as(date)
                    .contains("value Condition.onsetDateTime");
        }
    }

    @Test
    void references_may_go_in_circles() {
        var one = client.post("/Condition", condition("one"));
        var two = client.post(
                "/Condition",
                condition("two")
                        .replace(
                                "\"code\"",
                                "\"evidence\":[{\"detail\":[{\"reference\":\"Condition/" + one.id()
                                        + "\"}]}],\"code\""));
        client.put(
                "/Condition/" + one.id(),
                one.response()
                        .body()
                        .replace(
                                "\"code\"",
                                "\"evidence\":[{\"detail\":[{\"reference\":\"Condition/" + two.id()
                                        + "\"},{\"reference\":\"Condition/" + one.id() + "\"}]}],\"code\""));

        var page = client.get(
                "/Condition?_id=" + one.id() + "&_include:iterate=*&_revinclude:iterate=Condition:evidence-detail");

        assertThat(page.entries()).extracting(it -> it.path("id").asString()).contains(one.id(), two.id());
        assertThat(client.get("/Patient/" + ada + "/$everything").status()).isEqualTo(200);
    }

    @Test
    void searches_with_anything_in_them_are_answered() {
        for (var value : List.of(
                "'; drop table patient; --",
                "%",
                "_",
                "\\",
                "\\,",
                "|",
                "||",
                "$",
                ",",
                ",,",
                "x|y|z",
                "\"",
                "{}",
                "[]",
                "*",
                "Patient/../x",
                "ge",
                "gtgt5",
                "1e999999999",
                "9".repeat(10_000),
                "\u0000",
                "💥")) {
            for (var parameter : List.of(
                    "_id",
                    "code",
                    "patient",
                    "onset-date",
                    "identifier",
                    "patient.name",
                    "_lastUpdated",
                    "onset-age",
                    "_tag",
                    "onset-info:contains")) {
                var answer =
                        client.get("/Condition?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                assertThat(answer.status()).as(parameter + "=" + value).isIn(200, 400);
            }
        }
    }

    @Test
    void an_include_that_leads_nowhere_is_refused() {
        for (var include : List.of(
                "_include=Condition:nothing",
                "_include=Nothing:patient",
                "_revinclude=Condition:nothing",
                "_revinclude=Condition:code",
                "_revinclude=*")) {
            var refused = client.get("/Patient?_id=" + ada + "&" + include);
            assertThat(refused.status()).as(include).isEqualTo(400);
            assertThat(refused.issues()).as(include).containsExactly("not-supported " + include.split("=", 2)[0]);
        }
    }

    @Test
    void addresses_that_lead_nowhere_say_so() {
        for (var path : List.of(
                "/Patient/1",
                "/Patient/%2e%2e%2f%2e%2e",
                "/Patient/" + ada + "/_history/x",
                "/Patient/" + ada + "/_history/99",
                "/Nothing/1",
                "/Patient/" + ada + "/Nothing",
                "/Patient/" + ada + "/$nothing",
                "/%00",
                "/Patient/" + "x".repeat(4000))) {
            var answer = client.get(path);
            assertThat(answer.status()).as(path).isIn(400, 404);
        }
        assertThat(client.send("DELETE", "/Patient/" + ada, null).status()).isEqualTo(405);
        assertThat(client.get("/Patient/" + ada).status()).isEqualTo(200);
    }

    @Test
    void bundles_that_make_no_sense_are_refused_whole() {
        for (var bundle : List.of(
                "{\"resourceType\":\"Bundle\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"POST\",\"url\":\"Condition\"}}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"http://[::1\"}}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":{\"request\":1}}",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition/1\"}}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + condition("x")
                        + ",\"request\":{\"method\":\"POST\",\"url\":\"Condition\"}},{\"resource\":{\"resourceType\":\"Condition\"},\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}]}")) {
            assertThat(client.post("", bundle).status()).as(bundle).isIn(400, 422);
        }
        assertNothing();
    }

    private void assertNothing() {
        var rows = jdbc.sql("select count(*) from chart_resource where patient_id = :ada")
                .param("ada", ada.value())
                .query(Long.class)
                .single();
        assertThat(rows).isZero();
    }

    private int send(HttpRequest.BodyPublisher body, String header, String value) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/fhir/Condition"))
                .header("Authorization", "Bearer " + token)
                .header(header, value)
                .POST(body);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private String condition(String text) {
        return """
                {"resourceType":"Condition","code":{"text":"%s"},"subject":{"reference":"Patient/%s"}}""".formatted(text, ada);
    }

    private String dated(String date) {
        return condition("x " + UUID.randomUUID()).replace("\"code\"", "\"onsetDateTime\":\"" + date + "\",\"code\"");
    }

    private static String quoted(String text) {
        return StringNode.valueOf(text).toString();
    }
}
