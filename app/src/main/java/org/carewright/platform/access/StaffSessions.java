package org.carewright.platform.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.UserId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in where, for how long, and the end of it. */
@Service
class StaffSessions {

    /** How exactly the last use of a session is known; saves a write on most requests. */
    private static final Duration RESOLUTION = Duration.ofMinutes(1);

    /** How long devices are remembered. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final SessionStore store;
    private final Audit audit;
    private final Clock clock;
    private final Duration idle;
    private final Duration absolute;

    StaffSessions(
            SessionStore store,
            Audit audit,
            Clock clock,
            @Value("${carewright.session-idle}") Duration idle,
            @Value("${carewright.session-absolute}") Duration absolute) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.idle = idle;
        this.absolute = absolute;
    }

    @Transactional
    public UUID begin(Account account, Device device) {
        var now = clock.instant();
        var session = new StaffSession(Id.fresh(), device.words(), device.address(), now, now);
        store.insert(session, account.id(), device.id());
        audit.executed(actor(account, device), "sign-in", "Session", session.id(), List.of(), Map.of());
        return session.id();
    }

    @Transactional
    public void refused(Account account, String what, Device device) {
        audit.executed(
                actor(account, device),
                "sign-in-refused",
                "User",
                account.id().value(),
                List.of(),
                Map.of("wrong", what));
    }

    private static Actor actor(Account account, Device device) {
        var origin = new Origin("POST /sign-in", Origin.OPERATIONS, device.address());
        return new Actor(account.id(), account.name(), account.roles(), account.sites(), origin);
    }

    /**
     * Who acts in this session, with the rights of this moment; empty when it has ended or run out.
     *
     * @param active whether a person did something, as opposed to an open page that keeps itself fresh
     */
    @Transactional
    public Optional<Actor> resume(UUID session, Origin origin, boolean active) {
        var now = clock.instant();
        var current = store.find(session, now, origin)
                .filter(found -> found.lastSeenAt().plus(idle).isAfter(now))
                .filter(found -> found.signedInAt().plus(absolute).isAfter(now));
        if (active
                && current.filter(found -> found.lastSeenAt().plus(RESOLUTION).isBefore(now))
                        .isPresent()) {
            store.seen(session, now);
        }
        return current.map(SessionStore.Current::actor);
    }

    /** The actor's own sessions. */
    @Transactional(readOnly = true)
    public List<StaffSession> list(Actor actor) {
        return list(actor.user());
    }

    List<StaffSession> list(UserId user) {
        return store.list(user, clock.instant(), idle, absolute);
    }

    /** Ends one of the actor's own sessions. */
    @Transactional
    public void end(Actor actor, UUID session) {
        if (store.end(session, actor.user(), clock.instant()) > 0) {
            audit.executed(actor, "sign-out", "Session", session, List.of(), Map.of());
        }
    }

    /** Ends all of the actor's sessions but this one. */
    @Transactional
    public void endOthers(Actor actor, UUID current) {
        if (store.endAll(actor.user(), Optional.of(current), clock.instant()) > 0) {
            audit.executed(actor, "sign-out-others", "Session", current, List.of(), Map.of());
        }
    }

    @Transactional
    public void forgetOld() {
        store.deleteBefore(clock.instant().minus(KEPT));
    }
}
