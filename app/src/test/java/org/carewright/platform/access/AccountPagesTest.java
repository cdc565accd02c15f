package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.Visitor;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class AccountPagesTest {

    private static final String OTHER_PASSWORD = "a quite different passphrase";

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Autowired
    TestClock clock;

    @AfterEach
    void setTheClockBack() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    @Test
    void a_second_factor_is_paired_by_picture_and_asked_for_at_the_next_sign_in() {
        var nurse = staff.actor(Role.NURSE);
        var visitor = Visitor.signedIn(port, nurse);
        var page = visitor.page("/account/second-factor");
        var secret =
                page.expectFirst("form[action=/account/second-factor] p.mono").text();
        assertThat(page.expectFirst("svg.qr path").attr("d")).startsWith("M");

        var answer = visitor.post(
                "/account/second-factor",
                Map.of(
                        "offer", page.expectFirst("input[name=offer]").attr("value"),
                        "code", staff.code(secret),
                        "current", StaffFixtures.PASSWORD));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("recovery-codes");

        clock.tick(Duration.ofSeconds(30));
        var phone = new Visitor(port);
        phone.get("/sign-in");
        var next = phone.post("/sign-in", Map.of("username", nurse.name(), "password", StaffFixtures.PASSWORD));
        assertThat(next.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in/code");
        assertThat(phone.get("/account").statusCode()).isEqualTo(302);
        phone.get("/sign-in/code");
        phone.post("/sign-in/code", Map.of("code", staff.code(secret)));
        assertThat(phone.page("/account").title()).startsWith("Your account");
    }

    @Test
    void another_password_ends_the_other_sessions() {
        var nurse = staff.actor(Role.NURSE);
        var here = Visitor.signedIn(port, nurse);
        var elsewhere = Visitor.signedIn(port, nurse);
        assertThat(here.page("/account").select("table tbody tr")).hasSize(2);

        var refused = here.post("/account/password", Map.of("current", "wrong", "password", OTHER_PASSWORD));
        var changed =
                here.post("/account/password", Map.of("current", StaffFixtures.PASSWORD, "password", OTHER_PASSWORD));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(elsewhere.get("/account").statusCode()).isEqualTo(302);
        assertThat(here.page("/account").select("table tbody tr")).hasSize(1);
    }

    @Test
    void a_session_that_its_owner_ends_is_over_at_once() {
        var nurse = staff.actor(Role.NURSE);
        var lost = Visitor.signedIn(port, nurse);
        var here = Visitor.signedIn(port, nurse);
        var end = here.page("/account").expectFirst("form[action~=/account/sessions/.+-.+/end]");

        here.post(end.attr("action"), Map.of());

        assertThat(lost.get("/account").statusCode()).isEqualTo(302);
        assertThat(here.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session_itself_and_not_only_the_cookie() {
        var visitor = Visitor.signedIn(port, staff.actor(Role.NURSE));
        visitor.page("/account");

        var out = visitor.post("/sign-out", Map.of());

        assertThat(out.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
        assertThat(visitor.get("/account").statusCode()).isEqualTo(302);
    }

    @Test
    void too_many_attempts_are_told_how_long_to_wait() {
        var login = staff.actor(Role.NURSE).name();
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        for (int i = 0; i < 5; i++) {
            visitor.post("/sign-in", Map.of("username", login, "password", "guess"));
        }

        var answer = visitor.post("/sign-in", Map.of("username", login, "password", StaffFixtures.PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Try again in").contains("value=\"" + login + "\"");
    }
}
