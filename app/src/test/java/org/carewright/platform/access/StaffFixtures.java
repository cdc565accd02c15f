package org.carewright.platform.access;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Staff for tests: accounts that can sign in, and actors for calling faces directly. */
public class StaffFixtures {

    public static final String PASSWORD = "correct horse battery staple";

    private final Users users;
    private final Clock clock;

    StaffFixtures(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /** At hardly any cost: at that of production, a third of what the tests compute would be this one hash. */
    @Bean
    @Primary
    static Passwords cheapPasswords() {
        return new Passwords(64, 1);
    }

    /** A new account; the answer's name is also its login. */
    public Actor actor(Role role, SiteId... sites) {
        return actor(Set.of(role), sites);
    }

    public Actor actor(Set<Role> roles, SiteId... sites) {
        var login = roles.iterator().next().name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        var id = users.create(login, login, PASSWORD, roles, Set.of(sites));
        return new Actor(id, login, roles, Set.of(sites), new Origin("test", "TREAT", "local"));
    }

    /** What an authenticator app shows now for a secret as the page writes it. */
    String code(String secret) {
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var letter : secret.replace(" ", "").toCharArray()) {
            buffer = ((buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return Totp.code(bytes.toByteArray(), clock.instant());
    }
}
