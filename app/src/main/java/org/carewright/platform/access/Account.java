package org.carewright.platform.access;

import java.util.Optional;
import java.util.Set;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;

/**
 * A staff account, as those see it who manage accounts.
 *
 * @param login what the person types to sign in, in lower case
 * @param name as shown to others
 * @param email where messages about access go
 * @param hasSecondFactor whether signing in asks for a code
 * @param version of the row, for a change to be refused when somebody else was quicker
 */
public record Account(
        UserId id,
        String login,
        String name,
        Optional<String> email,
        Set<Role> roles,
        Set<SiteId> sites,
        boolean active,
        boolean hasSecondFactor,
        int version) {

    public Account {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }
}
