package org.carewright.foundation.patients;

import java.util.regex.Pattern;

/** What people type, tidied without changing what it says. */
final class Text {

    private static final Pattern TURNING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    /** Blanks and control characters, as one class, which is matched by a single look. */
    private static final Pattern BLANK = Pattern.compile("[\\x00-\\x20\\x7f\\xa0]+");

    private Text() {}

    /**
     * One space between words, none around them, no control characters, and none that turn the direction of what follows:
     * a name in Arabic or Hebrew needs none, and one that is left open turns the rest of the page.
     */
    static String clean(String typed) {
        var straight = TURNING.matcher(typed).replaceAll("");
        return BLANK.matcher(straight).replaceAll(" ").strip();
    }
}
