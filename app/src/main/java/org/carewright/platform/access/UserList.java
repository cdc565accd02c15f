package org.carewright.platform.access;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Page;

/** Finds among all accounts; a clinic's staff is a few hundred people, so this needs no SQL. */
final class UserList {

    private UserList() {}

    static List<Account> of(List<Account> all, ListQuery query) {
        return all.stream()
                .filter(account -> matches(account, query))
                .sorted(query.descending() ? order(query).reversed() : order(query))
                .toList();
    }

    static Page<Account> page(List<Account> found, ListQuery query) {
        return Page.of(found.stream().skip(query.offset()).limit(query.size()).toList(), found.size());
    }

    private static boolean matches(Account account, ListQuery query) {
        var words = query.q().toLowerCase(Locale.ROOT);
        var role = query.filter("role");
        var site = query.filter("site");
        var active = query.filter("active");
        return Stream.of(account.name(), account.login(), account.email().orElse(""))
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words))
                && (role == null
                        || account.roles().stream().anyMatch(each -> each.name().equals(role)))
                && (site == null
                        || account.sites().stream().map(SiteId::toString).anyMatch(site::equals))
                && (active == null || active.equals(account.active() ? "yes" : "no"));
    }

    private static Comparator<Account> order(ListQuery query) {
        Comparator<Account> byName =
                Comparator.comparing(account -> account.name().toLowerCase(Locale.ROOT));
        return switch (String.valueOf(query.sort())) {
            case "login" -> Comparator.comparing(Account::login);
            case "roles" ->
                Comparator.<Account, String>comparing(account -> Roles.words(account.roles()))
                        .thenComparing(byName);
            default -> byName;
        };
    }
}
