package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.TestClock;
import org.carewright.care.scheduling.SchedulingFixtures;
import org.carewright.platform.tokens.TokenFixtures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Walks every interaction that the server says it has, with and without the scope it takes. */
@CarewrightTest
class FhirAccessTest {

    private static final Set<String> WRITING_OPERATIONS = Set.of("hold", "book");

    private static final String ID = UUID.randomUUID().toString();

    @LocalServerPort
    private int port;

    @Autowired
    private SchedulingFixtures clinics;

    @Autowired
    private TokenFixtures tokens;

    @Autowired
    private TestClock clock;

    /** @param letter of the scope that it takes */
    private record Interaction(String type, String letter, String method, String path, String body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void every_interaction_takes_the_scope_of_its_letter_and_no_other_opens_it() {
        var site = clinics.clinic().site();
        var all = interactions(new FhirVisitor(port, tokens.token(site)));

        var wrong = new ArrayList<String>();
        for (var letter : List.of("c", "r", "u", "s")) {
            var others = "cruds".replace(letter, "").replace("d", "");
            var without = new FhirVisitor(port, tokens.token(List.of("system/*." + others), site));
            var with = new FhirVisitor(port, tokens.token(List.of("system/*." + letter), site));
            for (var interaction : all) {
                if (interaction.letter().equals(letter)) {
                    var refused = status(without, interaction);
                    var allowed = status(with, interaction);
                    if (refused != 403 || allowed == 403 || allowed == 401 || allowed >= 500) {
                        wrong.add(interaction + ": " + refused + " without, " + allowed + " with");
                    }
                }
            }
        }

        assertThat(all).hasSizeGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_entry_of_a_bundle_takes_the_scope_that_it_takes_alone() {
        var site = clinics.clinic().site();
        var all = interactions(new FhirVisitor(port, tokens.token(site))).stream()
                .filter(interaction -> isForBundles(interaction))
                .toList();

        var wrong = new ArrayList<String>();
        for (var letter : List.of("c", "r", "u", "s")) {
            var others = "cruds".replace(letter, "").replace("d", "");
            var without = new FhirVisitor(port, tokens.token(List.of("system/*." + others), site));
            var with = new FhirVisitor(port, tokens.token(List.of("system/*." + letter), site));
            for (var interaction : all) {
                if (interaction.letter().equals(letter)) {
                    var transaction = without.post("", bundle("transaction", interaction));
                    var refused = without.post("", bundle("batch", interaction));
                    var allowed = with.post("", bundle("batch", interaction));
                    if (transaction.status() != 403
                            || !statusOfEntry(refused).startsWith("403")
                            || statusOfEntry(allowed).matches("(401|403|5..).*")) {
                        wrong.add(interaction + ": " + transaction.status() + ", " + statusOfEntry(refused)
                                + " without, " + statusOfEntry(allowed) + " with");
                    }
                }
            }
        }

        assertThat(all).hasSizeGreaterThan(150);
        assertThat(wrong).isEmpty();
    }

    /** Those that a bundle can hold. */
    private static boolean isForBundles(Interaction interaction) {
        return !interaction.method().equals("PATCH")
                && !interaction.path().matches(".*(/_|[$]).*")
                && !interaction.path().matches("/Patient/" + ID + "/.+");
    }

    private static String bundle(String type, Interaction interaction) {
        var resource = interaction.body().isEmpty() ? "" : ",\"resource\":" + interaction.body();
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{\"request\":{\"method\":\""
                + interaction.method() + "\",\"url\":\"" + interaction.path().substring(1) + "\"}" + resource + "}]}";
    }

    private static String statusOfEntry(FhirVisitor.Answer answer) {
        return answer.body()
                .path("entry")
                .path(0)
                .path("response")
                .path("status")
                .asString("");
    }

    @Test
    void a_scope_for_one_type_opens_no_other() {
        var site = clinics.clinic().site();
        var client = new FhirVisitor(port, tokens.token(List.of("system/Observation.cruds"), site));

        var open = interactions(new FhirVisitor(port, tokens.token(site))).stream()
                .filter(interaction -> status(client, interaction) != 403)
                .map(Interaction::type)
                .distinct();

        assertThat(open).containsExactly("Observation");
    }

    @Test
    void nobody_gets_in_without_a_live_token_but_all_may_ask_what_this_server_is() throws Exception {
        assertThat(status("/fhir/metadata", null)).isEqualTo(200);
        assertThat(new FhirVisitor(port, "").send("POST", "/metadata", "{}").status())
                .as("only asking is open")
                .isEqualTo(401);
        for (var authorization :
                new @Nullable String[] {null, "Bearer ", "Bearer cwt_x_y", "Basic YTpi", "cwt_" + ID}) {
            for (var path : List.of("/fhir", "/fhir/Patient", "/fhir/Patient/" + ID, "/fhir/nothing/at/all")) {
                assertThat(status(path, authorization))
                        .as(path + " " + authorization)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void a_token_that_is_over_or_revoked_opens_no_interaction() {
        var site = clinics.clinic().site();
        var revoked = tokens.token(site);
        var all = interactions(new FhirVisitor(port, revoked));
        var over = tokens.token(site);

        tokens.revoke(revoked);
        var wrong = new ArrayList<String>();
        all.stream()
                .filter(interaction -> status(new FhirVisitor(port, revoked), interaction) != 401)
                .forEach(interaction -> wrong.add("revoked: " + interaction));
        clock.tick(Duration.ofDays(90));
        try {
            all.stream()
                    .filter(interaction -> status(new FhirVisitor(port, over), interaction) != 401)
                    .forEach(interaction -> wrong.add("over: " + interaction));
        } finally {
            clock.set(TestClock.MONDAY_MORNING);
        }

        assertThat(wrong).isEmpty();
    }

    private int status(String path, @Nullable String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static int status(FhirVisitor client, Interaction interaction) {
        var body = interaction.body().isEmpty() ? null : interaction.body();
        var contentType = interaction.method().equals("PATCH")
                ? "application/json-patch+json"
                : interaction.path().endsWith("/_search")
                        ? "application/x-www-form-urlencoded"
                        : "application/fhir+json";
        return client.send(interaction.method(), interaction.path(), body, "Content-Type", contentType)
                .status();
    }

    private static List<Interaction> interactions(FhirVisitor client) {
        var found = new ArrayList<Interaction>();
        for (var resource : client.get("/metadata").body().path("rest").path(0).path("resource")) {
            var type = resource.path("type").asString();
            var body = "{\"resourceType\":\"" + type + "\",\"id\":\"" + ID + "\"}";
            var one = "/" + type + "/" + ID;
            for (var interaction : resource.path("interaction")) {
                found.add(
                        switch (interaction.path("code").asString()) {
                            case "read" -> new Interaction(type, "r", "GET", one, "");
                            case "vread" -> new Interaction(type, "r", "GET", one + "/_history/1", "");
                            case "history-instance" -> new Interaction(type, "r", "GET", one + "/_history", "");
                            case "search-type" -> {
                                found.add(new Interaction(type, "s", "POST", "/" + type + "/_search", "_count=1"));
                                found.add(new Interaction(type, "s", "GET", "/Patient/" + ID + "/" + type, ""));
                                yield new Interaction(type, "s", "GET", "/" + type + "?_count=1", "");
                            }
                            case "create" -> new Interaction(type, "c", "POST", "/" + type, body);
                            case "update" -> new Interaction(type, "u", "PUT", one, body);
                            case "patch" -> new Interaction(type, "u", "PATCH", one, "[]");
                            default -> throw new AssertionError("walk " + interaction + " too");
                        });
            }
            for (var operation : resource.path("operation")) {
                var name = operation.path("name").asString();
                var where = name.equals("everything") ? one : "/" + type;
                var letter = WRITING_OPERATIONS.contains(name) ? "c" : "r";
                found.add(new Interaction(type, letter, "GET", where + "/$" + name, ""));
                found.add(new Interaction(
                        type, letter, "POST", where + "/$" + name, "{\"resourceType\":\"Parameters\"}"));
            }
        }
        return found;
    }
}
