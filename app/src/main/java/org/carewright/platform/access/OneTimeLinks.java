package org.carewright.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.carewright.platform.types.UserId;
import org.springframework.stereotype.Component;

/** Links that work once and for a day. Only a hash of the token is kept. */
@Component
class OneTimeLinks {

    static final Duration VALID = Duration.ofHours(24);

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final UserStore store;
    private final Clock clock;

    OneTimeLinks(UserStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A new path for the user to choose a password under, or for the first administrator; earlier ones end. */
    String create(Optional<UserId> user) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        store.insertLink(hash(token), user, clock.instant().plus(VALID));
        return "/welcome/" + token;
    }

    Optional<UserStore.Link> find(String token) {
        return store.findLink(hash(token), clock.instant());
    }

    boolean use(String token) {
        return store.useLink(hash(token), clock.instant());
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
