package org.carewright.platform.access;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.access.Throttle.Bucket;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everyone may do with the own account. */
@Service
class OwnAccount {

    private final UserStore store;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Audit audit;
    private final Clock clock;

    OwnAccount(
            UserStore store, SessionStore sessions, Passwords passwords, Throttle throttle, Audit audit, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Account get(Actor actor) {
        return store.find(actor.user()).orElseThrow(() -> new NotFound("account"));
    }

    /**
     * Sets another password and ends the other sessions.
     *
     * @param session the one that stays
     * @throws Invalid if the current password is wrong or the new one will not do
     */
    @Transactional
    public void changePassword(Actor actor, UUID session, String current, String chosen) {
        requirePassword(actor, "current", current);
        Invalid.throwIfAny(PasswordRules.check("password", chosen, get(actor).login()));
        store.setPasswordHash(actor.user(), passwords.hash(chosen));
        sessions.endAll(actor.user(), Optional.of(session), clock.instant());
        audit.executed(actor, "choose-password", "User", actor.user().value(), List.of(), Map.of());
    }

    /** Asked again before what a stranger at an open screen must not do. */
    @Transactional
    public void requirePassword(Actor actor, String path, String password) {
        var buckets = List.of(new Bucket(Backoff.PAIR, "own " + actor.user()));
        var wait = throttle.attempt(buckets);
        if (wait.isPresent()) {
            throw new Invalid(List.of(Issue.value(path, Waiting.words(wait.get()))));
        }
        if (!passwords.match(password, store.findPasswordHash(actor.user()))) {
            throw new Invalid(List.of(Issue.value(path, "This is not your current password.")));
        }
        throttle.succeeded(buckets);
    }
}
