package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class ProblemPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Test
    void a_page_that_is_not_there_says_what_to_do_next() {
        var visitor = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));

        var answer = visitor.get("/no-such-page");

        assertThat(answer.statusCode()).isEqualTo(404);
        var page = Jsoup.parse(answer.body());
        assertThat(page.select("h1").text()).isEqualTo("Nothing is here");
        assertThat(page.select(".problem a").eachAttr("href")).contains("/search");
        assertThat(page.text())
                .contains(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(answer.body()).doesNotContain("Exception", "org.springframework");
    }

    @Test
    void an_address_with_no_id_where_one_belongs_leads_nowhere() {
        var visitor = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));

        var answer = visitor.get("/patients/nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void text_that_nobody_can_type_is_the_askers_mistake() {
        var visitor = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));

        visitor.get("/help");

        var typed = visitor.post("/desk/tasks", Map.of("title", "a\0b", "severity", "low"));

        assertThat(visitor.get("/patients?q=a%00b").statusCode()).isEqualTo(400);
        assertThat(typed.statusCode()).isEqualTo(400);
        assertThat(typed.body()).contains("“title” holds a character");
    }

    @ParameterizedTest
    @CsvSource({
        "/schedule/visits/00000000-0000-0000-0000-000000000001/arrive, version, newest, 400, “version” is missing",
        "/schedule/visits/00000000-0000-0000-0000-000000000001/arrive, versions, 1, 400, “version” is missing",
        "/schedule/visits/00000000-0000-0000-0000-000000000001/arrive, version, 1, 404, The visit is gone",
        "/schedule/book, patient, nobody, 422, “patient” is no choice",
        "/desk/tasks, site, nowhere, 422, “site” is no choice",
        "/desk/tasks, site, 00000000-0000-0000-0000-000000000001, 404, The site is gone",
    })
    void a_form_that_names_what_no_page_offers_is_told_which(
            String path, String field, String value, int status, String says) {
        var visitor = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));
        visitor.get("/help");

        var answer = visitor.post(path, Map.of(field, value, "title", "call back", "severity", "HIGH"));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Jsoup.parse(answer.body()).text()).contains(says);
    }

    @Test
    void a_form_without_its_token_is_refused_with_a_page() {
        var visitor = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));
        visitor.forgetToken();

        var answer = visitor.post("/preferences", Map.of("theme", "dark"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("This is not open to you");
    }

    @Test
    void every_answer_carries_a_strict_policy() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"))
                .build();

        var headers = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void assets_are_kept_for_ever_under_an_address_that_changes_with_them() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + Assets.href("carewright.css")))
                .build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(answer.body()).contains("--accent", "@layer print");
    }

    @Test
    void an_address_that_is_not_well_encoded_is_the_askers_mistake() {
        var visitor = Visitor.signedIn(port, staff.actor(Role.COORDINATOR));

        var answer = visitor.get("/desk?q=%ff");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** As they come over the wire: a client library would tidy them up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/VERSION/../../application.properties",
                "/assets/VERSION/..%2f..%2fapplication.properties",
                "/assets/VERSION/%2e%2e/%2e%2e/etc/passwd",
                "/assets/VERSION/..\\..\\application.properties",
                "/assets/VERSION/%252e%252e/application.properties",
                "/assets/VERSION//etc/passwd",
                "/assets/VERSION/carewright.css%00.js",
                "/help/guide/..%2f..%2frunning",
                "/../../etc/passwd",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/assets/..;/admin/users",
                "/admin;/users"
            })
    void paths_that_lead_elsewhere_lead_nowhere(String path) throws Exception {
        var version = Assets.href("").replaceAll("/assets/|/", "");
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path.replace("VERSION", version)
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1.1 (400|404|302) .*").doesNotContain("spring.", "root:");
        }
    }
}
