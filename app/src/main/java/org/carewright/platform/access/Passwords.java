package org.carewright.platform.access;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (RFC 9106) at the cost OWASP advises: 19 MiB, two passes. A few at a time, so that a flood
 * of sign-ins takes neither all memory nor all processors.
 */
@Component
class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore turns =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /** What is compared when there is no account or no password, so that the answer takes as long. */
    private final String nobodys;

    Passwords() {
        this(KIBIBYTES, PASSES);
    }

    /** At another cost. */
    Passwords(int kibibytes, int passes) {
        argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, kibibytes, passes);
        nobodys = String.valueOf(argon2.encode("nobody has this password"));
    }

    String hash(String password) {
        return inTurn(() -> String.valueOf(argon2.encode(password)));
    }

    boolean match(String password, Optional<String> hash) {
        return inTurn(() -> argon2.matches(password, hash.orElse(nobodys))) && hash.isPresent();
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
