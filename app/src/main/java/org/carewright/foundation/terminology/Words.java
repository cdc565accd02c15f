package org.carewright.foundation.terminology;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How texts are compared: small letters without accents, words of letters and digits. */
final class Words {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Words() {}

    /** "Ménière's disease, left" as menieres, disease, left. */
    static List<String> of(String text) {
        var plain = plain(text);
        var words = new ArrayList<String>();
        int begin = -1;
        for (int i = 0; i <= plain.length(); i++) {
            var isWord = i < plain.length() && Character.isLetterOrDigit(plain.charAt(i));
            if (isWord && begin < 0) begin = i;
            if (!isWord && begin >= 0) {
                words.add(plain.substring(begin, i));
                begin = -1;
            }
        }
        return words;
    }

    /** A code as it is compared: "E11.9" and "e119" are the same. */
    static String key(String code) {
        var key = new StringBuilder();
        plain(code).chars().filter(Character::isLetterOrDigit).forEach(character -> key.append((char) character));
        return key.toString();
    }

    private static String plain(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!isAscii(lower)) {
            lower = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
                    .replaceAll("");
        }
        return lower.replace("'", "").replace("’", "");
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) return false;
        }
        return true;
    }
}
