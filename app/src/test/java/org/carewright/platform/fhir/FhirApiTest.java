package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.care.scheduling.SchedulingFixtures.Clinic;
import org.carewright.platform.tokens.TokenFixtures;
import org.carewright.platform.types.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@CarewrightTest
class FhirApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private SchedulingFixtures clinics;

    @Autowired
    private TokenFixtures tokens;

    @Autowired
    private JdbcClient jdbc;

    private Clinic clinic;
    private PatientId ada;
    private FhirVisitor client;

    @BeforeEach
    void open() {
        clinic = clinics.clinic();
        ada = clinics.patient(clinic.site());
        client = new FhirVisitor(port, tokens.token(clinic.site()));
    }

    @Test
    void what_is_written_is_read_and_found_by_the_next_search() {
        var made = client.post("/Observation", potassium(ada, "4.1"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/fhir/Observation/" + made.id() + "/_history/1");
        assertThat(made.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(client.get("/Observation/" + made.id()).body()).isEqualTo(made.body());
        assertThat(client.get("/Observation?patient=" + ada + "&code=http://loinc.org%7C2823-3")
                        .entries())
                .containsExactly(made.body());
    }

    @Test
    void the_bar_between_system_and_code_may_come_as_it_is() throws Exception {
        client.post("/Observation", potassium(ada, "4.1"));
        var request =
                "GET /fhir/Observation?patient=" + ada + "&code=http://loinc.org|2823-3 HTTP/1.1\r\nHost: localhost\r\n"
                        + "Authorization: Bearer " + tokens.token(clinic.site()) + "\r\nConnection: close\r\n\r\n";

        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("\"2823-3\"");
        }
    }

    @Test
    void what_r4_does_not_know_and_how_exact_a_number_was_written_is_given_back() {
        var made = client.post(
                "/Observation",
                potassium(ada, "4.10").replace("\"status\"", "\"mood\":{\"of\":[\"the lab\"]},\"status\""));

        var read = client.get("/Observation/" + made.id());

        assertThat(read.body().path("mood").path("of").path(0).asString()).isEqualTo("the lab");
        assertThat(read.response().body()).contains("4.10");
    }

    @Test
    void a_stale_update_is_refused_and_every_version_is_kept() {
        var made = client.post("/Observation", potassium(ada, "4.1"));
        var second = made.response().body().replace("4.1", "4.2");
        assertThat(client.put("/Observation/" + made.id(), second, "If-Match", "W/\"1\"")
                        .status())
                .isEqualTo(200);

        var stale = client.put("/Observation/" + made.id(), second, "If-Match", "W/\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.issues()).containsExactly("conflict");
        assertThat(client.get("/Observation/" + made.id() + "/_history").entries())
                .extracting(it -> it.path("valueQuantity").path("value").asString())
                .containsExactly("4.2", "4.1");
        assertThat(client.get("/Observation/" + made.id() + "/_history/1").body())
                .isEqualTo(made.body());
    }

    @Test
    void a_patient_who_has_an_identifier_twice_has_it_once() {
        var number = "{\"system\":\"urn:elsewhere\",\"value\":\"" + UUID.randomUUID() + "\"}";
        var body = """
                {"resourceType":"Patient","identifier":[%s,%s],"name":[{"family":"Twice","given":["%s"]}],"gender":"female",
                 "birthDate":"1970-01-01"}""".formatted(number, number, UUID.randomUUID());

        assertThat(client.post("/Patient", body).status()).isEqualTo(201);
        assertThat(client.post("/Patient", body).status()).isEqualTo(422);
    }

    @Test
    void the_same_content_again_makes_no_new_version() {
        var made = client.post("/Observation", potassium(ada, "4.1"));

        var again = client.put("/Observation/" + made.id(), made.response().body());

        assertThat(again.header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void a_record_that_goes_to_another_chart_leaves_a_trail_in_both() {
        var bob = clinics.patient(clinic.site());
        var made = client.post("/Observation", potassium(ada, "4.1"));

        var moved =
                client.put("/Observation/" + made.id(), made.response().body().replace(ada.toString(), bob.toString()));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(jdbc.sql("""
                        select unnest(patients) from audit_event
                        where act = 'update' and subject = :subject""")
                        .param("subject", UUID.fromString(made.id()))
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(ada.value(), bob.value());
    }

    @Test
    void a_patch_changes_what_it_names() {
        var made = client.post("/Observation", potassium(ada, "4.1"));

        var patched = client.send(
                "PATCH",
                "/Observation/" + made.id(),
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]",
                "Content-Type",
                "application/json-patch+json");

        assertThat(patched.body().path("status").asString()).isEqualTo("amended");
        assertThat(patched.body().path("valueQuantity")).isEqualTo(made.body().path("valueQuantity"));
    }

    @Test
    void a_patch_that_does_not_fit_is_refused() {
        var made = client.post("/Observation", potassium(ada, "4.1"));

        var test = "{\"op\":\"test\",\"path\":\"/status\",\"value\":\"final\"}";
        var places = Map.of(
                " ",
                "Patch",
                "[{\"op\":\"remove\",\"path\":\"/nothing\"}]",
                "Patch[0]",
                "[1]",
                "Patch[0]",
                "[{}]",
                "Patch[0]",
                "[" + test + ",{\"op\":\"jump\",\"path\":\"/status\"}]",
                "Patch[1]",
                "[" + test + ",{\"op\":\"add\",\"value\":1}]",
                "Patch[1]",
                "[{\"op\":\"add\",\"path\":\"/identifier/99999999999\",\"value\":1}]",
                "Patch[0]",
                "[{\"op\":\"add\",\"path\":\"status\",\"value\":1}]",
                "Patch[0]",
                "[{\"op\":\"replace\",\"path\":\"\",\"value\":1}]",
                "Patch[0]");
        places.forEach((patch, place) -> {
            var refused = client.send(
                    "PATCH", "/Observation/" + made.id(), patch, "Content-Type", "application/json-patch+json");
            assertThat(refused.status()).as(patch).isEqualTo(422);
            assertThat(refused.body().at("/issue/0/expression/0").asString())
                    .as(patch)
                    .isEqualTo(place);
        });
        assertThat(client.get("/Observation/" + made.id()).body()).isEqualTo(made.body());
    }

    @Test
    void a_conditional_create_makes_one_however_many_ask_at_once() throws Exception {
        var number = UUID.randomUUID().toString();
        var body = potassium(ada, "4.1")
                .replace(
                        "\"status\"",
                        "\"identifier\":[{\"system\":\"urn:lab\",\"value\":\"" + number + "\"}],\"status\"");
        Callable<FhirVisitor.Answer> create =
                () -> client.post("/Observation", body, "If-None-Exist", "identifier=urn:lab|" + number);

        List<FhirVisitor.Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = threads.invokeAll(List.of(create, create, create, create, create, create));
            answers = futures.stream().map(future -> future.resultNow()).toList();
        }

        assertThat(answers).extracting(FhirVisitor.Answer::status).containsOnlyOnce(201);
        assertThat(new HashSet<>(answers.stream().map(FhirVisitor.Answer::id).toList()))
                .hasSize(1);
    }

    @Test
    void all_that_is_wrong_is_said_with_its_place() {
        var refused = client.post("/Observation", """
                {"resourceType":"Observation","status":"done","code":"x","subject":{"reference":"Patient/nobody"},
                 "effectiveDateTime":"2026-02-30","component":{}}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues())
                .containsExactlyInAnyOrder(
                        "code-invalid Observation.status",
                        "structure Observation.code",
                        "value Observation.effectiveDateTime",
                        "structure Observation.component");
    }

    @Test
    void a_resource_about_nobody_here_is_refused() {
        var refused = client.post("/Observation", potassium(PatientId.fresh(), "4.1"));

        assertThat(refused.issues()).containsExactly("not-found Observation.subject");
        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void a_search_says_everything_it_does_not_understand() {
        var refused = client.get("/Observation?colour=red&date=soon&_count=many&_sort=mood&_include=x");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issues())
                .containsExactlyInAnyOrder(
                        "not-supported colour", "value date", "value _count", "not-supported _sort", "value _include");
    }

    @Test
    void pages_hold_every_match_once_in_order_and_without() {
        for (int i = 0; i < 7; i++) {
            client.post("/Observation", potassium(ada, "4." + i).replace("2026-11-20", "2026-11-0" + (i + 1)));
        }

        for (var order : List.of("", "&_sort=-date", "&_sort=date,code")) {
            var seen = new ArrayList<String>();
            var next = "/Observation?patient=" + ada + "&_count=3" + order;
            for (int pages = 0; next != null; pages++) {
                var page = client.get(next);
                page.entries()
                        .forEach(it -> seen.add(it.path("effectiveDateTime").asString()));
                next = page.link("next");
                assertThat(pages).isLessThan(4);
            }
            assertThat(seen).as(order).hasSize(7).doesNotHaveDuplicates();
            if (order.startsWith("&_sort=-")) {
                assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder());
            }
        }
    }

    @Test
    void searches_follow_references_and_bring_what_they_lead_to() {
        var made = client.post("/Observation", potassium(ada, "4.1"));
        var family = client.get("/Patient/" + ada)
                .body()
                .path("name")
                .path(0)
                .path("family")
                .asString();

        assertThat(client.get("/Observation?patient.family=" + family + "&subject:Patient.gender=female")
                        .entries())
                .containsExactly(made.body());
        assertThat(client.get("/Observation?patient.family=" + family + "&subject:Patient.gender=male")
                        .entries())
                .isEmpty();
        assertThat(client.get("/Observation?_id=" + made.id() + "&_include=Observation:patient")
                        .entries())
                .extracting(it -> it.path("resourceType").asString())
                .containsExactly("Observation", "Patient");
        assertThat(client.get("/Patient?_id=" + ada + "&_revinclude=Observation:subject")
                        .entries())
                .extracting(it -> it.path("resourceType").asString())
                .containsExactly("Patient", "Observation");
    }

    @Test
    void values_are_compared_as_r4_says() {
        client.post("/Observation", potassium(ada, "4.1"));
        var of = "/Observation?patient=" + ada + "&";

        for (var match : List.of(
                "value-quantity=4.1",
                "value-quantity=gt4",
                "value-quantity=4.1||mmol/L",
                "date=2026-11-20",
                "date=2026-11",
                "date=ge2026-11-20",
                "date=lt2027",
                "date=sa2026-11-19",
                "code=2823-3",
                "code=http://loinc.org|",
                "code:not=1234-5",
                "category=laboratory,vital-signs",
                "status=final",
                "method:missing=true",
                "value-quantity=ap4.2",
                "combo-code=2823-3")) {
            assertThat(client.get(of + match.replace("|", "%7C")).entries())
                    .as(match)
                    .hasSize(1);
        }
        for (var miss : List.of(
                "value-quantity=5",
                "value-quantity=lt4",
                "value-quantity=4.1||mg",
                "date=2026-11-21",
                "date=gt2026-11-20",
                "date=eb2026",
                "code=http://snomed.info/sct|2823-3",
                "code:not=2823-3",
                "category=vital-signs",
                "status=amended",
                "code:missing=true")) {
            assertThat(client.get(of + miss.replace("|", "%7C")).entries())
                    .as(miss)
                    .isEmpty();
        }
    }

    @Test
    void a_summary_and_chosen_elements_leave_the_rest_out_and_say_so() {
        var made = client.post("/Observation", potassium(ada, "4.1"));

        var some = client.get("/Observation/" + made.id() + "?_elements=valueQuantity")
                .body();
        var summary = client.get("/Observation?_id=" + made.id() + "&_summary=true")
                .entries()
                .getFirst();

        assertThat(some.propertyNames())
                .containsExactlyInAnyOrder("resourceType", "id", "meta", "status", "code", "valueQuantity");
        assertThat(some.path("meta").path("tag").path(0).path("code").asString())
                .isEqualTo("SUBSETTED");
        assertThat(summary.has("subject")).isTrue();
        assertThat(client.get("/Observation?patient=" + ada + "&_summary=count")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void xml_is_spoken_both_ways() {
        var made = client.send(
                "POST",
                "/Condition",
                "<Condition xmlns=\"http://hl7.org/fhir\"><code><text value=\"Asthma\"/></code><subject><reference value=\"Patient/"
                        + ada + "\"/></subject></Condition>",
                "Content-Type",
                "application/fhir+xml",
                "Accept",
                "application/fhir+xml");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Content-Type")).startsWith("application/fhir+xml");
        assertThat(made.response().body()).contains("<text value=\"Asthma\"");
        assertThat(client.get("/Condition?patient=" + ada).entries())
                .extracting(it -> it.path("code").path("text").asString())
                .containsExactly("Asthma");
    }

    @Test
    void a_transaction_is_one_and_its_references_lead_to_what_it_makes() {
        var done = client.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427","resource":%s,"request":{"method":"POST","url":"Observation"}},
                 {"fullUrl":"urn:uuid:6fa459ea-ee8a-3ca4-894e-db77e160355e","resource":{"resourceType":"Patient","name":[{"family":"T%s"}]},
                  "request":{"method":"POST","url":"Patient"}},
                 {"request":{"method":"GET","url":"Patient/%s"}}]}
                """.formatted(
                potassium(ada, "4.1").replace("Patient/" + ada, "urn:uuid:6fa459ea-ee8a-3ca4-894e-db77e160355e"),
                UUID.randomUUID().toString().replace("-", ""),
                ada));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().path("type").asString()).isEqualTo("transaction-response");
        var entries = done.entries();
        assertThat(entries.get(0).path("subject").path("reference").asString())
                .isEqualTo("Patient/" + entries.get(1).path("id").asString());
        assertThat(entries.get(2).path("id").asString()).isEqualTo(ada.toString());
    }

    @Test
    void a_transaction_that_fails_leaves_nothing_behind_and_names_its_entry() {
        var refused = client.post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"resource":%s,"request":{"method":"POST","url":"Observation"}},
                 {"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/%s"}},
                  "request":{"method":"POST","url":"Observation"}}]}
                """.formatted(potassium(ada, "4.1"), UUID.randomUUID()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues()).containsExactly("not-found Bundle.entry[1].resource.subject");
        assertThat(client.get("/Observation?patient=" + ada).entries()).isEmpty();
    }

    @Test
    void the_entries_of_a_batch_stand_alone() {
        var done = client.post("", """
                {"resourceType":"Bundle","type":"batch","entry":[
                 {"resource":%s,"request":{"method":"POST","url":"Observation"}},
                 {"request":{"method":"GET","url":"Patient/%s"}},
                 {"request":{"method":"GET","url":"Observation?patient=%s"}}]}
                """.formatted(potassium(ada, "4.1"), UUID.randomUUID(), ada));

        var statuses = new ArrayList<String>();
        done.body()
                .path("entry")
                .forEach(it -> statuses.add(it.path("response").path("status").asString()));
        assertThat(statuses).containsExactly("201", "404", "200");
    }

    @Test
    void everything_of_a_patient_is_what_is_in_her_record() {
        client.post("/Observation", potassium(ada, "4.1"));
        client.post("/Condition", """
                {"resourceType":"Condition","code":{"text":"Asthma"},"subject":{"reference":"Patient/%s"}}""".formatted(ada));
        client.post("/Observation", potassium(clinics.patient(clinic.site()), "5.5"));

        var everything = client.get("/Patient/" + ada + "/$everything");

        assertThat(everything.entries())
                .extracting(it -> it.path("resourceType").asString())
                .containsExactly("Patient", "Condition", "Observation");
    }

    @Test
    void everything_comes_in_pages_each_once_and_by_post_too() {
        for (int i = 0; i < 3; i++) {
            client.post("/Observation", potassium(ada, "4." + i));
            client.post("/Condition", """
                    {"resourceType":"Condition","code":{"text":"Asthma"},"subject":{"reference":"Patient/%s"}}""".formatted(ada));
        }
        var path = "/Patient/" + ada + "/$everything";
        var whole = client.get(path).entries();

        var paged = new ArrayList<JsonNode>();
        for (var next = path + "?_count=2"; next != null; ) {
            var page = client.get(next);
            paged.addAll(page.entries());
            next = page.link("next");
        }

        assertThat(whole).hasSize(7);
        assertThat(paged).containsExactlyElementsOf(whole);
        assertThat(client.post(path, "{\"resourceType\":\"Parameters\"}").entries())
                .isEqualTo(whole);
        assertThat(client.post(path, """
                {"resourceType":"Parameters","parameter":[{"name":"_type","valueString":"Condition"}]}""").entries()).hasSize(4);
        assertThat(client.get(path + "?start=2026-01-01&_count=x&_since=y&_type=Nothing&_after=z")
                        .issues())
                .containsExactlyInAnyOrder(
                        "not-supported start", "value _count", "value _since", "value _type", "value _after");
    }

    @Test
    void what_an_entry_may_not_ask_is_refused_alone_in_a_batch_and_all_of_it_in_a_transaction() {
        var made = client.post("/Observation", potassium(ada, "4.1"));
        client.post("/Observation", potassium(ada, "4.2"));
        var observation = "Observation/" + made.id();
        var bundle = """
                {"resourceType":"Bundle","type":"%s","entry":[
                 {"request":{"method":"DELETE","url":"%s"}},
                 {"request":{"method":"GET","url":"Nothing/%s"}},
                 {"request":{"method":"GET","url":"%s/_history"}},
                 {"request":{"method":"GET","url":"%s/_history/bad"}},
                 {"request":{"method":"GET","url":"Patient/%s/$everything"}},
                 {"request":{"method":"PUT","url":"%s","ifMatch":"yesterday"},"resource":%s},
                 {"request":{"method":"GET","url":"Observation?patient=%s&_count=1"}}]}
                """;
        var words = new Object[] {observation, made.id(), observation, observation, ada, observation, made.body(), ada};

        var batch = client.post("", bundle.formatted(with("batch", words)));
        var transaction = client.post("", bundle.formatted(with("transaction", words)));

        assertThat(batch.status()).isEqualTo(200);
        var entries = batch.body().path("entry");
        for (int i = 0; i < 6; i++) {
            assertThat(entries.path(i).path("response").path("status").asString())
                    .as("entry " + i)
                    .isEqualTo("400");
            assertThat(entries.path(i).path("response").path("outcome").toString())
                    .contains("Bundle.entry[" + i + "]");
        }
        var found = entries.path(6).path("resource");
        assertThat(found.path("entry").size()).isEqualTo(1);
        assertThat(found.path("link").toString()).contains("\"next\"", "_after=");
        assertThat(transaction.status()).isEqualTo(400);
        assertThat(transaction.issues()).hasSize(6);
    }

    private static Object[] with(String type, Object[] words) {
        var all = new ArrayList<Object>(List.of(words));
        all.addFirst(type);
        return all.toArray();
    }

    @Test
    void what_is_of_the_directory_says_so_to_whom_would_change_it() {
        var practitioner = client.get("/Practitioner/" + clinic.practitioner());

        var refused = client.put(
                "/Practitioner/" + clinic.practitioner(), practitioner.body().toString());

        assertThat(practitioner.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(405);
    }

    @Test
    void a_modifier_or_flag_that_is_neither_true_nor_false_is_refused() {
        var expand = "/ValueSet/$expand?url=http://hl7.org/fhir/sid/icd-10-cm&count=1";

        assertThat(client.get("/Observation?status:missing=banana").issues()).containsExactly("value status:missing");
        assertThat(client.get("/ValueSet/$expand?url=x&activeOnly=banana&season=winter")
                        .issues())
                .contains("value activeOnly", "not-supported season");
        assertThat(client.get(expand + "&season=false").status())
                .isEqualTo(client.get(expand).status());
    }

    @Test
    void an_operation_is_called_by_address_and_by_parameters() {
        var system = "http://hl7.org/fhir/sid/icd-10-cm";

        var byAddress = client.get("/CodeSystem/$lookup?system=" + system + "&code=E11.9");
        var byParameters = client.post("/CodeSystem/$lookup", """
                {"resourceType":"Parameters","parameter":[{"name":"coding","valueCoding":{"system":"%s","code":"E11.9"}}]}""".formatted(system));

        assertThat(byAddress.status()).as(byAddress.response().body()).isEqualTo(200);
        assertThat(byAddress.response().body()).contains("Type 2 diabetes mellitus without complications");
        assertThat(byParameters.body()).isEqualTo(byAddress.body());
        assertThat(client.get("/CodeSystem/$lookup?system=" + system + "&code=NONE")
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/CodeSystem/$jump").status()).isEqualTo(404);
    }

    @Test
    void codes_are_expanded_and_validated_by_address_and_by_parameters() {
        var icd = "http://hl7.org/fhir/sid/icd-10-cm";

        var expanded = client.get("/ValueSet/$expand?url=" + icd + "?fhir_vs&filter=foot%20ulcer&count=2");
        var posted = client.post("/ValueSet/$expand", """
                {"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"%s?fhir_vs"},
                 {"name":"filter","valueString":"foot ulcer"},{"name":"count","valueInteger":2}]}""".formatted(icd));
        var valid = client.get("/CodeSystem/$validate-code?url=" + icd + "&code=E11.9");
        var invalid = client.get("/ValueSet/$validate-code?url=" + icd + "?fhir_vs&system=" + icd + "&code=NONE");

        assertThat(expanded.body().path("expansion").path("contains").size()).isEqualTo(2);
        assertThat(posted.body().path("expansion").path("contains"))
                .isEqualTo(expanded.body().path("expansion").path("contains"));
        assertThat(valid.response().body()).contains("\"name\":\"result\",\"valueBoolean\":true");
        assertThat(invalid.response().body()).contains("\"name\":\"result\",\"valueBoolean\":false");
        assertThat(client.get("/ValueSet/$expand?filter=x").issues()).containsExactly("required url");
    }

    @Test
    void what_this_server_says_of_itself_holds() {
        var statement = client.get("/metadata").body();
        var searched = 0;
        for (var resource : statement.path("rest").path(0).path("resource")) {
            var type = resource.path("type").asString();
            if (!resource.has("searchParam")) {
                continue; // there for its operations alone
            }
            var query = new StringBuilder("/" + type + "?_count=1");
            for (var parameter : resource.path("searchParam")) {
                var value = switch (parameter.path("type").asString()) {
                    case "date" -> "2026-11-20";
                    case "number", "quantity" -> "1";
                    case "reference" -> UUID.randomUUID().toString();
                    default -> "x";
                };
                query.append('&')
                        .append(parameter.path("name").asString())
                        .append('=')
                        .append(value);
                searched++;
            }
            assertThat(client.get(query.toString()).status()).as(type).isEqualTo(200);
            assertVersions(resource, type);
        }
        assertThat(searched).isGreaterThan(1000);
    }

    /** Of what is here, what is declared can be read: itself, and all its versions where it says so. */
    private void assertVersions(JsonNode resource, String type) {
        for (var found : client.get("/" + type + "?_count=5").entries()) {
            var one = "/" + type + "/" + found.path("id").asString();
            assertThat(client.get(one).status()).as(one).isEqualTo(200);
            if (resource.path("readHistory").asBoolean()) {
                var version =
                        Integer.parseInt(found.path("meta").path("versionId").asString());
                assertThat(client.get(one + "/_history").entries()).as(one).hasSizeGreaterThanOrEqualTo(1);
                for (int each = 1; each <= version; each++) {
                    assertThat(client.get(one + "/_history/" + each).status())
                            .as(one + " version " + each)
                            .isEqualTo(200);
                }
            }
        }
    }

    private static String potassium(PatientId patient, String value) {
        return """
                {"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}]},"subject":{"reference":"Patient/%s"},\
                "effectiveDateTime":"2026-11-20T10:00:00Z","valueQuantity":{"value":%s,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}""".formatted(patient, value);
    }
}
