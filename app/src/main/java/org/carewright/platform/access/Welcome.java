package org.carewright.platform.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.UserId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a one-time link opens: choosing a password, and for the very first link an administrator's account with it. */
@Service
class Welcome {

    private final UserStore store;
    private final SessionStore sessions;
    private final OneTimeLinks links;
    private final Passwords passwords;
    private final Audit audit;
    private final Clock clock;

    Welcome(UserStore store, SessionStore sessions, OneTimeLinks links, Passwords passwords, Audit audit, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.links = links;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** The path that makes the first administrator; empty once there is one. */
    @Transactional
    public Optional<String> linkForFirstAdministrator() {
        return store.existsAdministratorBesides(Optional.empty())
                ? Optional.empty()
                : Optional.of(links.create(Optional.empty()));
    }

    /**
     * Whose password the link sets; empty for the first administrator's.
     *
     * @throws NotFound if the link was used, has run out, or never was
     */
    @Transactional(readOnly = true)
    public Optional<Account> whose(String token) {
        return links.find(token).orElseThrow(() -> new NotFound("link")).user().flatMap(store::find);
    }

    /** Sets the password of the link's account. */
    @Transactional
    public void choosePassword(String token, String password, String address) {
        var account = whose(token).orElseThrow(() -> new NotFound("link"));
        Invalid.throwIfAny(PasswordRules.check("password", password, account.login()));
        use(token);
        store.setPasswordHash(account.id(), passwords.hash(password));
        sessions.endAll(account.id(), Optional.empty(), clock.instant());
        audit.executed(
                actor(account.id(), account.name(), account.roles(), address),
                "choose-password",
                "User",
                account.id().value(),
                List.of(),
                Map.of());
    }

    /** Makes the first administrator. */
    @Transactional
    public void makeAdministrator(String token, AccountForm typed, String password, String address) {
        if (whose(token).isPresent()) {
            throw new NotFound("link");
        }
        var form =
                new AccountForm(typed.login(), typed.name(), typed.email(), Set.of(Role.ADMINISTRATOR), typed.sites());
        var issues = new ArrayList<>(form.check());
        issues.addAll(PasswordRules.check("password", password, form.login()));
        if (store.findByLogin(form.login()).isPresent()) {
            issues.add(new Issue("login", "duplicate", "Somebody else has this login; choose another."));
        }
        Invalid.throwIfAny(issues);
        store.lockAdministrators();
        if (store.existsAdministratorBesides(Optional.empty())) {
            throw new NotFound("link");
        }
        use(token);
        var account = form.account(UserId.fresh(), true, 0);
        store.insert(account, Optional.of(passwords.hash(password)), clock.instant());
        audit.created(
                actor(account.id(), account.name(), account.roles(), address),
                "User",
                account.id().value(),
                null);
    }

    private void use(String token) {
        if (!links.use(token)) {
            throw new NotFound("link");
        }
    }

    private static Actor actor(UserId id, String name, Set<Role> roles, String address) {
        return new Actor(id, name, roles, Set.of(), new Origin("POST /welcome/{token}", Origin.OPERATIONS, address));
    }
}
