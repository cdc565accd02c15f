package org.carewright.platform.web;

import java.util.Locale;
import java.util.regex.Pattern;

/** The one or two letters that stand for somebody where a picture would. */
public final class Initials {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

    private Initials() {}

    /** "Okafor, Wilhelmina" and "Wilhelmina Okafor" are both of two words: the first letters of the first and the last. */
    public static String of(String name) {
        var words = BETWEEN.splitAsStream(name.strip()).toList();
        var first = letter(words.getFirst());
        return words.size() == 1 ? first : first + letter(words.getLast());
    }

    private static String letter(String word) {
        return word.isEmpty()
                ? ""
                : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }
}
