package org.carewright.foundation.patients;

import java.util.Map;

/**
 * How common the common words of names are; the rest are rare.
 *
 * @param shares part of all patients who bear the word, 0 to 1; empty while nothing is known
 */
record NameFrequency(Map<String, Double> shares) {

    static final NameFrequency UNKNOWN = new NameFrequency(Map.of());

    NameFrequency {
        shares = Map.copyOf(shares);
    }

    /** The evidence in two people both bearing the word: between {@code least} and {@code most} bits. */
    double bits(String word, double least, double usual, double most) {
        if (shares.isEmpty()) {
            return usual;
        }
        var share = shares.get(word);
        return share == null ? most : Math.clamp(-Math.log(share) / Math.log(2), least, most);
    }
}
