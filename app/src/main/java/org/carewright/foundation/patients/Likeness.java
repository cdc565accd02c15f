package org.carewright.foundation.patients;

import java.util.List;

/**
 * How much speaks for two records being one person.
 *
 * @param weight the evidence in bits (Fellegi and Sunter, 1969): each one more doubles the odds
 * @param reasons what agrees and what does not, in words, without the data themselves
 */
public record Likeness(double weight, List<String> reasons) {

    /** From here on a pair is shown to a person. */
    public static final double SUSPECT = 12;

    /** From here on it is very likely one person. */
    public static final double STRONG = 20;

    public Likeness {
        reasons = List.copyOf(reasons);
    }
}
