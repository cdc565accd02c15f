package org.carewright.foundation.patients;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names as they are compared: lower case, without accents and apostrophes, one word per part. */
final class Words {

    /** Letters that carry no mark to take off, yet are typed as others where the keyboard lacks them. */
    private static final Map<String, String> PLAIN =
            Map.of("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i", "þ", "th", "ð", "d");

    private Words() {}

    static String fold(String text) {
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’ʻʼ`´]", "");
        for (var letter : PLAIN.entrySet()) {
            folded = folded.replace(letter.getKey(), letter.getValue());
        }
        return folded;
    }

    /** The words of a name; hyphens and dots part them. */
    static List<String> of(String text) {
        return Arrays.stream(fold(text).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    /** An identifier without the signs that people put in or leave out. */
    static String compact(String text) {
        return fold(text).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
