package org.carewright.platform.access;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;

/** Staff for tests: accounts that can sign in, and actors for calling faces directly. */
public class StaffFixtures {

    public static final String PASSWORD = "correct horse battery staple";

    private final Users users;

    StaffFixtures(Users users) {
        this.users = users;
    }

    /** A new account; the answer's name is also its login. */
    public Actor actor(Role role, SiteId... sites) {
        var login = role.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        var id = users.create(login, login, PASSWORD, Set.of(role), Set.of(sites));
        return new Actor(id, login, Set.of(role), Set.of(sites), new Origin("test", "TREAT", "local"));
    }
}
