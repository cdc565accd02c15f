package org.carewright.foundation.patients;

/** What people type, tidied without changing what it says. */
final class Text {

    private Text() {}

    /** One space between words, none around them, no control characters. */
    static String clean(String typed) {
        return typed.replaceAll("[\\s\\p{Cntrl}\\u00a0]+", " ").strip();
    }
}
