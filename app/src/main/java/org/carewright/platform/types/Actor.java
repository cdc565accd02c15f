package org.carewright.platform.types;

import java.util.Set;

/**
 * Who acts, with which rights, and from where; handed to every use case.
 *
 * @param user the staff account
 * @param name as shown to others
 * @param roles what the account may do
 * @param sites where it works; patients of other sites are out of scope
 * @param origin route, purpose and address of this very act
 */
public record Actor(UserId user, String name, Set<Role> roles, Set<SiteId> sites, Origin origin) {

    public Actor {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.allows(permission));
    }
}
