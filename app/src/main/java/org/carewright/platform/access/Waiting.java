package org.carewright.platform.access;

import java.time.Duration;

/** Says how long somebody must wait. */
final class Waiting {

    private Waiting() {}

    static String words(Duration wait) {
        var seconds = wait.plusMillis(999).toSeconds();
        var minutes = (seconds + 59) / 60;
        return "Too many attempts. Try again in "
                + (seconds <= 60 ? seconds == 1 ? "1 second" : seconds + " seconds" : minutes + " minutes")
                + ".";
    }
}
