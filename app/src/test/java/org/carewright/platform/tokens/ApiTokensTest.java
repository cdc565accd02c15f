package org.carewright.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CarewrightTest
class ApiTokensTest {

    private static final Origin ORIGIN = new Origin("test", Origin.OPERATIONS, "local");

    private final Actor operator = Actor.operator("test");
    private final SiteId site = SiteId.fresh();
    private final String name = "Lab " + UUID.randomUUID();

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private TestClock clock;

    @Test
    void a_token_stands_for_a_system_at_its_sites() {
        var text = create("system/*.rs").text();

        var caller = tokens.resume(text, ORIGIN).orElseThrow();

        assertThat(caller.actor().name()).isEqualTo(name);
        assertThat(caller.actor().roles()).containsExactly(Role.INTEGRATION);
        assertThat(caller.actor().sites()).containsExactly(site);
    }

    @Test
    void nothing_but_the_very_text_is_a_token() {
        var text = create("system/*.rs").text();

        assertThat(tokens.resume(text + "x", ORIGIN)).isEmpty();
        assertThat(tokens.resume(text.substring(0, text.length() - 1), ORIGIN)).isEmpty();
        assertThat(tokens.resume("cwt_" + "0".repeat(32) + "_secret", ORIGIN)).isEmpty();
        assertThat(tokens.resume("", ORIGIN)).isEmpty();
    }

    @Test
    void a_token_ends_when_its_time_is_over() {
        var made = create("system/*.rs");

        clock.set(made.token().expiresAt());

        assertThat(tokens.resume(made.text(), ORIGIN)).isEmpty();
    }

    @Test
    void a_revoked_token_is_out_at_once_and_its_name_is_free_again() {
        var text = create("system/*.rs").text();

        tokens.revoke(name.toUpperCase(Locale.ROOT), operator);

        assertThat(tokens.resume(text, ORIGIN)).isEmpty();
        assertThat(create("system/*.rs").text()).isNotEqualTo(text);
        assertThatThrownBy(() -> tokens.revoke("nobody's", operator)).isInstanceOf(NotFound.class);
    }

    @Test
    void the_list_tells_when_a_token_was_last_used() {
        var made = create("system/*.rs");
        assertThat(listed().lastUsedAt()).isNull();

        tokens.resume(made.text(), ORIGIN);

        assertThat(listed().lastUsedAt()).isEqualTo(clock.instant());
    }

    @Test
    void all_that_is_wrong_with_a_wish_is_said_and_a_name_is_taken_once() {
        assertThatThrownBy(() -> tokens.create(" ", List.of("system/*.rs"), Set.of(), false, Duration.ZERO, operator))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.issues())
                                .extracting("path")
                                .containsExactly("name", "site", "expires"));
        create("system/*.rs");
        assertThatThrownBy(() -> create("system/*.rs")).isInstanceOf(Invalid.class);
    }

    @Test
    void only_those_who_manage_accounts_manage_tokens() {
        var manager = new Actor(UserId.fresh(), "Manager", Set.of(Role.MANAGER), Set.of(site), ORIGIN);

        assertThatThrownBy(() -> tokens.list(manager)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tokens.revoke(name, manager)).isInstanceOf(Forbidden.class);
    }

    private ApiTokens.Made create(String scope) {
        return tokens.create(name, List.of(scope), Set.of(site), false, Duration.ofDays(90), operator);
    }

    private ApiToken listed() {
        return tokens.list(operator).stream()
                .filter(token -> token.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
