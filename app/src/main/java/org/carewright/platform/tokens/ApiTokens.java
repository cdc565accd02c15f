package org.carewright.platform.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tokens of other systems: made, listed, revoked, and turned into the actor of a request. */
@Service
public class ApiTokens {

    private static final String PREFIX = "cwt_";
    private static final int SECRET_BYTES = 32;
    private static final Duration LONGEST_LIFE = Duration.ofDays(731);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ApiTokenStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    ApiTokens(ApiTokenStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Whom a token stands for.
     *
     * @param scopes what it may do, beside what its actor may
     */
    public record Caller(Actor actor, Scopes scopes) {}

    /**
     * A token that was just made.
     *
     * @param text what the other system sends; it cannot be shown again
     */
    record Made(ApiToken token, String text) {}

    /** @throws Invalid with all that is wrong */
    @Transactional
    Made create(String name, List<String> scopes, Set<SiteId> sites, boolean treats, Duration life, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        Invalid.throwIfAny(issues(name, sites, life));
        var now = clock.instant();
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        var token = new ApiToken(
                Id.fresh(),
                name.strip(),
                Scopes.parse(scopes),
                sites,
                treats,
                now,
                actor.name(),
                now.plus(life),
                null,
                null);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        if (!store.insert(token, hash(text))) {
            throw new Invalid(List.of(new Issue(
                    "name", "duplicate", "There is a token " + name.strip() + ": choose another name, or revoke it.")));
        }
        audit.executed(
                actor,
                "create",
                "ApiToken",
                token.id(),
                List.of(),
                Map.of(
                        "name",
                        token.name(),
                        "scopes",
                        String.join(" ", token.scopes().texts())));
        return new Made(token, PREFIX + token.id().toString().replace("-", "") + "_" + text);
    }

    private static List<Issue> issues(String name, Set<SiteId> sites, Duration life) {
        var issues = new ArrayList<Issue>();
        if (name.isBlank()) {
            issues.add(Issue.required("name", "Name the system that gets the token."));
        }
        if (sites.isEmpty()) {
            issues.add(Issue.required("site", "Name at least one site whose patients the token opens."));
        }
        if (!life.isPositive() || life.compareTo(LONGEST_LIFE) > 0) {
            issues.add(Issue.value("expires", "A token lives between a moment and two years; 90d are ninety days."));
        }
        return issues;
    }

    @Transactional(readOnly = true)
    List<ApiToken> list(Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        return store.list();
    }

    /**
     * Ends a token at once.
     *
     * @throws NotFound if no live token has this name or id
     */
    @Transactional
    void revoke(String nameOrId, Actor actor) {
        access.require(actor, Permission.MANAGE_USERS);
        var token = store.list().stream()
                .filter(it -> it.revokedAt() == null)
                .filter(it -> it.name().equalsIgnoreCase(nameOrId.strip())
                        || it.id().toString().equals(nameOrId.strip()))
                .findFirst()
                .orElseThrow(() -> new NotFound("token"));
        if (store.revoke(token.id(), clock.instant())) {
            audit.executed(actor, "revoke", "ApiToken", token.id(), List.of(), Map.of("name", token.name()));
        }
    }

    /** The caller behind a token's text; empty when it is none, or none any more. */
    public Optional<Caller> resume(String text, Origin origin) {
        var now = clock.instant();
        var found = id(text).flatMap(id -> store.find(id, hash(text.substring(text.indexOf('_', PREFIX.length()) + 1))))
                .filter(it -> it.isLive(now));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var token = found.get();
        store.used(token, now);
        var role = token.treats() ? Role.TREATING_INTEGRATION : Role.INTEGRATION;
        var actor = new Actor(new UserId(token.id()), token.name(), Set.of(role), token.sites(), origin);
        return Optional.of(new Caller(actor, token.scopes()));
    }

    /** {@code cwt_<32 hex digits>_<secret>} */
    private static Optional<UUID> id(String text) {
        var end = PREFIX.length() + 32;
        if (!text.startsWith(PREFIX) || text.length() <= end || text.charAt(end) != '_') {
            return Optional.empty();
        }
        var hex = text.substring(PREFIX.length(), end);
        if (!hex.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        return Optional.of(new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16)));
    }

    /** A random secret this long needs no slow hash: nobody can try them all. */
    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
