package org.carewright.platform.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Toast;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Accounts, for the administrator. */
@Controller
class UserPages {

    private static final String USER = "platform/access/user";

    private final Users users;
    private final StaffSessions sessions;
    private final Access access;
    private final SiteNames sites;
    private final OwnAddress address;

    UserPages(Users users, StaffSessions sessions, Access access, SiteNames sites, OwnAddress address) {
        this.users = users;
        this.sessions = sessions;
        this.access = access;
        this.sites = sites;
        this.address = address;
    }

    @GetMapping("/admin/users")
    String list(Actor actor, ListQuery query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", UserList.page(UserList.of(users.list(actor), query), query));
        model.addAttribute("siteNames", sites.siteNames());
        return "platform/access/users";
    }

    @GetMapping("/admin/users.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        var names = sites.siteNames();
        return Csv.<Account>of("users")
                .column("Name", Account::name)
                .column("Login", Account::login)
                .column("Mail", account -> account.email().orElse(""))
                .column("Roles", account -> Roles.words(account.roles()))
                .column("Sites", account -> words(account.sites(), names))
                .column("Second factor", account -> account.hasSecondFactor() ? "yes" : "no")
                .column("Active", account -> account.active() ? "yes" : "no")
                .download(UserList.of(users.list(actor), query));
    }

    /** The names of sites, as far as they are still there. */
    static String words(Collection<SiteId> sites, Map<SiteId, String> names) {
        return sites.stream()
                .map(site -> names.getOrDefault(site, "a closed site"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @GetMapping("/admin/users/new")
    String create(Actor actor, Model model) {
        access.require(actor, Permission.MANAGE_USERS);
        return form(Optional.empty(), Input.empty(), actor, model);
    }

    /** The link is the answer to the form itself, because it is shown only once. */
    @PostMapping("/admin/users")
    String create(Actor actor, Input input, Model model) {
        try {
            var added = users.add(read(input), actor);
            return link(users.get(added.user(), actor), added.link(), model);
        } catch (Invalid invalid) {
            return form(Optional.empty(), input.with(invalid.issues()), actor, model);
        }
    }

    @GetMapping("/admin/users/{id}")
    String edit(Actor actor, @PathVariable String id, Model model) {
        var account = users.get(UserId.of(id), actor);
        return form(Optional.of(account), Input.empty(), actor, model);
    }

    @PostMapping("/admin/users/{id}")
    String update(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var account = users.get(UserId.of(id), actor);
        try {
            users.update(account.id(), read(input), version(input), actor);
        } catch (Invalid invalid) {
            return form(Optional.of(account), input.with(invalid.issues()), actor, model);
        }
        Toast.done(redirect, "Account saved.");
        return "redirect:/admin/users";
    }

    @PostMapping("/admin/users/{id}/deactivate")
    String deactivate(Actor actor, @PathVariable String id, Model model, RedirectAttributes redirect) {
        var account = users.get(UserId.of(id), actor);
        try {
            users.deactivate(account.id(), actor);
        } catch (Invalid invalid) {
            return form(Optional.of(account), Input.empty().with(invalid.issues()), actor, model);
        }
        Toast.done(redirect, "Account switched off; its sessions have ended.");
        return "redirect:/admin/users/" + id;
    }

    @PostMapping("/admin/users/{id}/activate")
    String activate(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        users.activate(UserId.of(id), actor);
        Toast.done(redirect, "Account switched on.");
        return "redirect:/admin/users/" + id;
    }

    @PostMapping("/admin/users/{id}/reset-password")
    String resetPassword(Actor actor, @PathVariable String id, Model model) {
        var path = users.resetPassword(UserId.of(id), actor);
        return link(users.get(UserId.of(id), actor), path, model);
    }

    @PostMapping("/admin/users/{id}/reset-second-factor")
    String resetSecondFactor(Actor actor, @PathVariable String id, RedirectAttributes redirect) {
        users.resetSecondFactor(UserId.of(id), actor);
        Toast.done(redirect, "Second factor removed; the sessions have ended.");
        return "redirect:/admin/users/" + id;
    }

    @PostMapping("/admin/users/{id}/sessions/{session}/end")
    String endSession(Actor actor, @PathVariable String id, @PathVariable String session, RedirectAttributes redirect) {
        users.endSession(UserId.of(id), Id.parse(session), actor);
        Toast.done(redirect, "That session has ended.");
        return "redirect:/admin/users/" + id;
    }

    private String form(Optional<Account> account, Input input, Actor actor, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("input", input);
        model.addAttribute("siteOptions", siteOptions(sites.siteNames()));
        model.addAttribute(
                "sessions",
                account.map(found -> users.sessions(found.id(), actor, sessions))
                        .orElse(List.of()));
        return USER;
    }

    static List<Option> siteOptions(Map<SiteId, String> names) {
        return names.entrySet().stream()
                .map(site -> Option.of(site.getKey().toString(), site.getValue()))
                .toList();
    }

    private String link(Account account, String path, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("link", address.url(path));
        return "platform/access/link";
    }

    private static AccountForm read(Input input) {
        return new AccountForm(
                input.value("login"),
                input.value("name"),
                input.value("email"),
                input.values("roles").stream().flatMap(UserPages::role).collect(Collectors.toSet()),
                input.values("sites").stream().map(SiteId::of).collect(Collectors.toSet()));
    }

    private static Stream<Role> role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.isStaff() && role.name().equals(name));
    }

    private static int version(Input input) {
        try {
            return Integer.parseInt(input.value("version"));
        } catch (NumberFormatException e) {
            throw new Invalid(List.of(Issue.value("", "Load the account again; this form was not complete.")));
        }
    }
}
