package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.types.Role;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class SignInPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Test
    void a_coordinator_who_signs_in_sees_the_desk() {
        var coordinator = staff.actor(Role.COORDINATOR);

        var visitor = Visitor.signedIn(port, coordinator);

        assertThat(visitor.page("/desk").title()).startsWith("Desk");
    }

    /** Who planted a session in somebody's browser does not get in with it once she has signed in. */
    @Test
    void the_session_of_before_is_not_that_of_after() throws Exception {
        var planted = sessionOf(get("/sign-in", ""));
        var victim = staff.actor(Role.COORDINATOR);
        var form = "_csrf=" + csrf(get("/sign-in", planted).body()) + "&username=" + victim.name() + "&password="
                + URLEncoder.encode(StaffFixtures.PASSWORD, StandardCharsets.UTF_8);

        var signedIn = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"))
                        .header("Cookie", planted)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(sessionOf(signedIn)).isNotEqualTo(planted);
        assertThat(get("/desk", sessionOf(signedIn)).statusCode()).isEqualTo(200);
        assertThat(get("/desk", planted).statusCode()).isEqualTo(302);
        assertThat(get("/desk", "carewright-session=Zm9yZ2Vk").statusCode()).isEqualTo(302);
    }

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String sessionOf(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("carewright-session="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String csrf(String page) {
        return Jsoup.parse(page).expectFirst("meta[name=csrf]").attr("content");
    }
}
