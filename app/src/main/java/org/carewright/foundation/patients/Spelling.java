package org.carewright.foundation.patients;

/** How alike two words are. */
final class Spelling {

    private Spelling() {}

    /**
     * Jaro–Winkler similarity (Winkler, 1990): 1 for the same word, 0 for nothing in common; a common beginning of up to
     * four letters counts more.
     */
    static double similarity(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        var jaro = jaro(one, other);
        int prefix = 0;
        while (prefix < Math.min(4, Math.min(one.length(), other.length()))
                && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    private static double jaro(String one, String other) {
        int window = Math.max(0, Math.max(one.length(), other.length()) / 2 - 1);
        var taken = new boolean[other.length()];
        var matched = new StringBuilder();
        for (int i = 0; i < one.length(); i++) {
            int until = Math.min(other.length(), i + window + 1);
            for (int j = Math.max(0, i - window); j < until; j++) {
                if (!taken[j] && one.charAt(i) == other.charAt(j)) {
                    taken[j] = true;
                    matched.append(one.charAt(i));
                    break;
                }
            }
        }
        if (matched.isEmpty()) {
            return 0;
        }
        int transposed = 0;
        for (int j = 0, k = 0; j < other.length(); j++) {
            if (taken[j] && other.charAt(j) != matched.charAt(k++)) {
                transposed++;
            }
        }
        double m = matched.length();
        return (m / one.length() + m / other.length() + (m - transposed / 2.0) / m) / 3;
    }

    /** Whether one becomes the other by one wrong, missing or added sign, or by two neighbours changing places. */
    static boolean isOneSlip(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1 || one.equals(other)) {
            return false;
        }
        int start = 0;
        while (start < Math.min(one.length(), other.length()) && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        var a = one.substring(start);
        var b = other.substring(start);
        return rest(a, 1).equals(rest(b, 1))
                || rest(a, 1).equals(b)
                || a.equals(rest(b, 1))
                || (a.length() >= 2
                        && b.length() >= 2
                        && a.charAt(0) == b.charAt(1)
                        && a.charAt(1) == b.charAt(0)
                        && rest(a, 2).equals(rest(b, 2)));
    }

    private static String rest(String word, int from) {
        return word.substring(Math.min(from, word.length()));
    }
}
