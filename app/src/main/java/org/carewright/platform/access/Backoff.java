package org.carewright.platform.access;

import java.time.Duration;

/** How long one has to wait after attempts to sign in, by where they come from. */
enum Backoff {
    /** One login from one network address or known device. */
    PAIR(5),
    /** All logins from one network address: a whole clinic may share one. */
    ADDRESS(30),
    /** Second-factor codes of one account: whoever gets this far knows the password. */
    CODE(5),
    /** Records outside the scope that one person looks for. */
    FIND(5);

    static final Duration LONGEST = Duration.ofMinutes(15);

    /** After so long without an attempt, counting begins anew. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);

    private final int free;

    Backoff(int free) {
        this.free = free;
    }

    /** @param attempts how many were made, this one included */
    Duration after(int attempts) {
        if (attempts < free) {
            return Duration.ZERO;
        }
        var doubled = Duration.ofSeconds(1L << Math.min(attempts - free + 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
