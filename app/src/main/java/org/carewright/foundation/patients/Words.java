package org.carewright.foundation.patients;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names as they are compared: lower case, without accents and apostrophes, one word per part. */
final class Words {

    /** Letters that carry no mark to take off, yet are typed as others where the keyboard lacks them. */
    private static final Map<String, String> PLAIN =
            Map.of("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i", "þ", "th", "ð", "d");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʻʼ`´]");

    private Words() {}

    static String fold(String text) {
        if (text.chars().allMatch(letter -> letter < 0x80)) {
            return APOSTROPHES.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        }
        var plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        var folded = APOSTROPHES.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
        for (var letter : PLAIN.entrySet()) {
            folded = folded.replace(letter.getKey(), letter.getValue());
        }
        return folded;
    }

    /** The words of a name; hyphens and dots part them. */
    static List<String> of(String text) {
        var folded = fold(text);
        var words = new ArrayList<String>();
        int start = 0;
        for (int at = 0; at <= folded.length(); ) {
            int sign = at < folded.length() ? folded.codePointAt(at) : ' ';
            if (!isOfWord(sign)) {
                if (start < at) {
                    words.add(folded.substring(start, at));
                }
                start = at + Character.charCount(sign);
            }
            at += Character.charCount(sign);
        }
        return List.copyOf(words);
    }

    /** A letter or number of any script. */
    private static boolean isOfWord(int sign) {
        return Character.isLetterOrDigit(sign)
                || Character.getType(sign) == Character.LETTER_NUMBER
                || Character.getType(sign) == Character.OTHER_NUMBER;
    }

    static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    /** An identifier without the signs that people put in or leave out. */
    static String compact(String text) {
        return String.join("", of(text));
    }
}
