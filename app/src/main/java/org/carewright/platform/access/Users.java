package org.carewright.platform.access;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Staff accounts. Links that it answers are paths of this application; each is shown once and kept only as a hash. */
@Service
public class Users {

    /** A new account, and the path under which its owner chooses a password. */
    record Added(UserId user, String link) {}

    private final UserStore store;
    private final SessionStore sessions;
    private final OneTimeLinks links;
    private final Passwords passwords;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Users(
            UserStore store,
            SessionStore sessions,
            OneTimeLinks links,
            Passwords passwords,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.links = links;
        this.passwords = passwords;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** An account that can sign in at once, for the program's own use: the demo, tests. */
    @Transactional
    public UserId create(String login, String name, String password, Set<Role> roles, Set<SiteId> sites) {
        var form = new AccountForm(login, name, "", roles, sites);
        return insert(form, Optional.of(passwords.hash(password)), Actor.operator("carewright"));
    }

    /** @throws Invalid if the form has issues or the login is taken */
    @Transactional
    public Added add(AccountForm form, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        check(form, Optional.empty());
        var id = insert(form, Optional.empty(), actor);
        return new Added(id, links.create(Optional.of(id)));
    }

    private UserId insert(AccountForm form, Optional<String> passwordHash, Actor actor) {
        var account = form.account(UserId.fresh(), true, 0);
        store.insert(account, passwordHash, clock.instant());
        audit.created(actor, "User", account.id().value(), null);
        return account.id();
    }

    @Transactional(readOnly = true)
    public List<Account> list(Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        return store.list();
    }

    @Transactional(readOnly = true)
    public Account get(UserId id, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        return get(id);
    }

    /** For commands, which know people by their login. */
    @Transactional(readOnly = true)
    public Account getByLogin(String login, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        return store.findByLogin(login).orElseThrow(() -> new NotFound("account"));
    }

    @Transactional(readOnly = true)
    List<StaffSession> sessions(UserId id, Actor actor, StaffSessions all) {
        access.require(actor, Permission.MANAGE_USERS);
        return all.list(id);
    }

    /**
     * @throws Invalid if the form has issues, the login is taken, or nobody would be left to administer
     * @throws org.carewright.platform.types.Stale if somebody else changed the account meanwhile
     */
    @Transactional
    public void update(UserId id, AccountForm form, int version, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        var before = get(id);
        check(form, Optional.of(id));
        if (before.active() && !form.roles().contains(Role.ADMINISTRATOR)) {
            keepAnAdministrator(before);
        }
        store.update(form.account(id, before.active(), version));
        audit.updated(actor, "User", id.value(), null, changes(before, form));
    }

    /** Ends all sessions; the account keeps its name in everything it did. */
    @Transactional
    public void deactivate(UserId id, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        var before = get(id);
        keepAnAdministrator(before);
        setActive(before, false);
        sessions.endAll(id, Optional.empty(), clock.instant());
        audit.updated(actor, "User", id.value(), null, Map.of("active", "no"));
    }

    @Transactional
    public void activate(UserId id, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        setActive(get(id), true);
        audit.updated(actor, "User", id.value(), null, Map.of("active", "yes"));
    }

    /** Ends all sessions; the old password goes when the new one is chosen. Answers the path for that. */
    @Transactional
    public String resetPassword(UserId id, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        get(id);
        store.removePassword(id); // whoever knows the old one must not come before the link is used
        sessions.endAll(id, Optional.empty(), clock.instant());
        audit.executed(actor, "reset-password", "User", id.value(), List.of(), Map.of());
        return links.create(Optional.of(id));
    }

    @Transactional
    public void resetSecondFactor(UserId id, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        get(id);
        store.removeTotp(id);
        sessions.endAll(id, Optional.empty(), clock.instant());
        audit.updated(actor, "User", id.value(), null, Map.of("second factor", "off"));
    }

    @Transactional
    public void endSession(UserId id, UUID session, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        sessions.end(session, get(id).id(), clock.instant());
        audit.executed(actor, "sign-out", "Session", session, List.of(), Map.of());
    }

    private Account get(UserId id) {
        return store.find(id).orElseThrow(() -> new NotFound("account"));
    }

    private void setActive(Account account, boolean active) {
        store.update(new Account(
                account.id(),
                account.login(),
                account.name(),
                account.email(),
                account.roles(),
                account.sites(),
                active,
                account.hasSecondFactor(),
                account.version()));
    }

    private void check(AccountForm form, Optional<UserId> self) {
        var issues = form.check();
        if (store.findByLogin(form.login())
                .filter(other -> !self.equals(Optional.of(other.id())))
                .isPresent()) {
            issues.add(new Issue("login", "duplicate", "Somebody else has this login; choose another."));
        }
        Invalid.throwIfAny(issues);
    }

    private void keepAnAdministrator(Account account) {
        store.lockAdministrators();
        if (account.roles().contains(Role.ADMINISTRATOR)
                && !store.existsAdministratorBesides(Optional.of(account.id()))) {
            throw new Invalid(List.of(new Issue(
                    "roles", "business-rule", "This is the last administrator; make somebody else one first.")));
        }
    }

    private static Map<String, String> changes(Account before, AccountForm form) {
        var changes = new TreeMap<String, String>();
        if (!before.login().equals(form.login())) {
            changes.put("login", form.login());
        }
        if (!before.name().equals(form.name())) {
            changes.put("name", form.name());
        }
        if (!before.roles().equals(form.roles())) {
            changes.put(
                    "roles", form.roles().stream().map(Params::code).sorted().collect(Collectors.joining(", ")));
        }
        if (!before.sites().equals(form.sites())) {
            changes.put(
                    "sites",
                    form.sites().stream().map(SiteId::toString).sorted().collect(Collectors.joining(", ")));
        }
        return changes;
    }
}
