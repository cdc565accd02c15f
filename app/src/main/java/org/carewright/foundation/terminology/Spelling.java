package org.carewright.foundation.terminology;

import java.util.function.IntUnaryOperator;

/** Finds the word that somebody meant. */
final class Spelling {

    /** Shorter words are one slip away from too many others. */
    private static final int SHORTEST = 4;

    private static final int TWO_SLIPS = 8;

    private Spelling() {}

    /**
     * The word that is, or begins, most like the one written, with one slip for four letters and two for eight; of
     * several the most frequent; else the word as written.
     *
     * @param frequency of the word at a place
     */
    static String nearest(String written, String[] words, IntUnaryOperator frequency) {
        if (written.length() < SHORTEST) return written;
        var nearest = written;
        var least = (written.length() < TWO_SLIPS ? 1 : 2) + 1;
        var most = 0;
        for (int at = 0; at < words.length; at++) {
            if (words[at].length() < SHORTEST || words[at].length() + least <= written.length()) continue;
            var slips = slips(written, words[at], least);
            var isMoreFrequent = slips == least && most > 0 && frequency.applyAsInt(at) > most;
            if (slips < least || isMoreFrequent) {
                nearest = words[at];
                least = slips;
                most = frequency.applyAsInt(at);
            }
        }
        return nearest;
    }

    /**
     * Letters to add, drop, change or swap with the next (optimal string alignment) until the written is the beginning
     * of the word; something above {@code limit} when it takes more.
     */
    static int slips(String written, String word, int limit) {
        var width = Math.min(word.length(), written.length() + limit);
        var before = new int[width + 1];
        var last = new int[width + 1];
        var row = new int[width + 1];
        for (int j = 0; j <= width; j++) last[j] = j;
        for (int i = 1; i <= written.length(); i++) {
            row[0] = i;
            var best = i;
            for (int j = 1; j <= width; j++) {
                var same = written.charAt(i - 1) == word.charAt(j - 1);
                var cost = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                var swapped = i > 1
                        && j > 1
                        && written.charAt(i - 1) == word.charAt(j - 2)
                        && written.charAt(i - 2) == word.charAt(j - 1);
                row[j] = swapped ? Math.min(cost, before[j - 2] + 1) : cost;
                best = Math.min(best, row[j]);
            }
            if (best > limit) return best;
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }
        var least = last[0];
        for (int j = 1; j <= width; j++) least = Math.min(least, last[j]);
        return least;
    }
}
