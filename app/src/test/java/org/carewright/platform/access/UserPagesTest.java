package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.Visitor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.Stale;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CarewrightTest
class UserPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Autowired
    Users users;

    @Autowired
    Welcome welcome;

    @Autowired
    UserStore store;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void setTheClockBack() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    @Test
    void a_new_person_chooses_a_password_by_a_link_that_opens_once() {
        var administrator = Visitor.signedIn(port, staff.actor(Role.ADMINISTRATOR));
        var login = "nora." + UUID.randomUUID();
        administrator.page("/admin/users/new");

        var answer = administrator.post("/admin/users", Map.of("login", login, "name", "Nora Lind", "roles", "NURSE"));
        var link = URI.create(
                Jsoup.parse(answer.body()).expectFirst(".one-time-link").text());
        var nora = new Visitor(port);
        nora.page(link.getPath());
        assertThat(nora.post(link.getPath(), Map.of("password", "short")).statusCode())
                .isEqualTo(422);
        assertThat(nora.post(link.getPath(), Map.of("password", StaffFixtures.PASSWORD))
                        .statusCode())
                .isEqualTo(302);

        var again = nora.get(link.getPath());
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("This link no longer works");
        nora.get("/sign-in");
        assertThat(nora.post("/sign-in", Map.of("username", login, "password", StaffFixtures.PASSWORD))
                        .statusCode())
                .isEqualTo(302);
        assertThat(administrator.page("/admin/users?q=" + login).text()).contains("Nora Lind");
    }

    @Test
    void a_form_that_will_not_do_says_everything_at_once_and_keeps_what_was_typed() {
        var taken = staff.actor(Role.NURSE).name();
        var administrator = Visitor.signedIn(port, staff.actor(Role.ADMINISTRATOR));
        administrator.page("/admin/users/new");

        var answer = administrator.post("/admin/users", Map.of("login", taken, "name", "", "email", "nowhere"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select(".notice li")).hasSize(4);
        assertThat(answer.body()).contains("value=\"" + taken + "\"");
    }

    @Test
    void a_link_is_over_after_a_day_and_when_a_newer_one_is_given() {
        var administrator = staff.actor(Role.ADMINISTRATOR);
        var nurse = staff.actor(Role.NURSE);
        var first = token(users.resetPassword(nurse.user(), administrator));
        var second = token(users.resetPassword(nurse.user(), administrator));

        assertThatThrownBy(() -> welcome.whose(first)).isInstanceOf(NotFound.class);
        assertThat(welcome.whose(second)).isPresent();
        clock.tick(OneTimeLinks.VALID.plus(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> welcome.whose(second)).isInstanceOf(NotFound.class);
    }

    private static String token(String path) {
        return path.substring("/welcome/".length());
    }

    @Test
    void an_account_that_somebody_else_changed_meanwhile_is_not_overwritten() {
        var administrator = staff.actor(Role.ADMINISTRATOR);
        var nurse = staff.actor(Role.NURSE);
        var form = new AccountForm(nurse.name(), "Changed", "", Set.of(Role.NURSE), Set.of());
        users.update(nurse.user(), form, 0, administrator);

        assertThatThrownBy(() -> users.update(nurse.user(), form, 0, administrator))
                .isInstanceOf(Stale.class);
    }

    @Test
    void the_last_administrator_stays_and_the_first_link_makes_one_only_where_there_is_none() {
        var last = staff.actor(Role.ADMINISTRATOR);
        assertThat(welcome.linkForFirstAdministrator()).isEmpty();

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("update staff_user set active = false where id <> :id")
                    .param("id", last.user().value())
                    .update();
            assertThatThrownBy(() -> users.deactivate(last.user(), last)).isInstanceOf(Invalid.class);
        });

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("update staff_user set active = false").update();
            var token = token(welcome.linkForFirstAdministrator().orElseThrow());
            var form = new AccountForm("first-" + UUID.randomUUID(), "First", "", Set.of(), Set.of());
            welcome.makeAdministrator(token, form, StaffFixtures.PASSWORD, "local");
            assertThat(store.findByLogin(form.login()).map(Account::roles))
                    .isEqualTo(Optional.of(Set.of(Role.ADMINISTRATOR)));
            assertThatThrownBy(() -> welcome.makeAdministrator(token, form, StaffFixtures.PASSWORD, "local"))
                    .isInstanceOf(NotFound.class);
        });
    }
}
