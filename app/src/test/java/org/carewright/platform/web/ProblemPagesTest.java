package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
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

        assertThat(visitor.get("/patients?q=a%00b").statusCode()).isEqualTo(400);
        assertThat(visitor.post("/desk/tasks", Map.of("title", "a\0b", "severity", "low"))
                        .statusCode())
                .isEqualTo(400);
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
}
