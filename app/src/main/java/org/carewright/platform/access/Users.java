package org.carewright.platform.access;

import java.util.Set;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Staff accounts. */
@Service
public class Users {

    private final AccessStore store;
    private final PasswordEncoder passwords;

    Users(AccessStore store, PasswordEncoder passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    @Transactional
    public UserId create(String login, String name, String password, Set<Role> roles, Set<SiteId> sites) {
        var id = UserId.fresh();
        store.insert(new AccessStore.Account(
                id, login, name, String.valueOf(passwords.encode(password)), roles, sites, true));
        return id;
    }
}
