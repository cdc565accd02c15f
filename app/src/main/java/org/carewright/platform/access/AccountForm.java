package org.carewright.platform.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;

/** What can be said of an account by those who manage accounts. */
record AccountForm(String login, String name, String email, Set<Role> roles, Set<SiteId> sites) {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    AccountForm {
        login = login.strip().toLowerCase(Locale.ROOT);
        name = name.strip();
        email = email.strip();
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    List<Issue> check() {
        var issues = new ArrayList<Issue>();
        if (!LOGIN.matcher(login).matches()) {
            issues.add(Issue.value("login", "Use 2 to 64 letters, digits or . _ @ - for the login."));
        }
        if (name.isEmpty()) {
            issues.add(Issue.required("name", "Enter the person's name."));
        }
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            issues.add(Issue.value("email", "Write the mail address like name@example.org, or leave it out."));
        }
        if (roles.isEmpty() || !roles.stream().allMatch(Role::isStaff)) {
            issues.add(Issue.required("roles", "Choose at least one role that people have."));
        }
        return issues;
    }

    Account account(UserId id, boolean active, int version) {
        return new Account(
                id,
                login,
                name,
                Optional.of(email).filter(text -> !text.isEmpty()),
                roles,
                sites,
                active,
                false,
                version);
    }
}
