package org.carewright.foundation.patients;

import java.util.regex.Pattern;

/** What people type, tidied without changing what it says. */
final class Text {

    /** Blanks and control characters, as one class, which is matched by a single look. */
    private static final Pattern BLANK = Pattern.compile("[\\x00-\\x20\\x7f\\xa0]+");

    private Text() {}

    /** One space between words, none around them, no control characters. */
    static String clean(String typed) {
        return BLANK.matcher(typed).replaceAll(" ").strip();
    }
}
