package org.carewright.platform.access;

import java.time.Duration;
import java.util.UUID;
import org.carewright.platform.types.UserId;

/** What came of an attempt to sign in. */
sealed interface SignInOutcome {

    /** @param session the new session */
    record SignedIn(UUID session) implements SignInOutcome {}

    /** The password is right; now the code of the second factor. */
    record CodeNeeded(UserId user) implements SignInOutcome {}

    /** Login, password or code is wrong; nobody is told which, nor whether there is such an account. */
    record Refused() implements SignInOutcome {}

    /** Too many attempts: nothing was tried. */
    record Wait(Duration time) implements SignInOutcome {}
}
