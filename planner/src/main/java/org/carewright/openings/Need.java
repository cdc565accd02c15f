package org.carewright.openings;

import java.util.List;

/**
 * Something that a visit needs: a practitioner, a room, a device, the patient, the site.
 *
 * @param candidates who or what can serve, each of them as well as the others
 * @param count how many of them are needed at once, at least 1
 * @param before slots before the visit in which the one that serves must not be taken; likewise {@code after}
 */
public record Need(List<Candidate> candidates, int count, int before, int after) {

    public Need {
        candidates = List.copyOf(candidates);
        if (count < 1 || before < 0 || after < 0) {
            throw new IllegalArgumentException("count " + count + ", before " + before + ", after " + after);
        }
    }

    /** The moments in which a visit may lie, whoever serves. */
    public static Need within(TimeSet times, TimeSet never) {
        return new Need(List.of(new Candidate(times, never)), 1, 0, 0);
    }

    /**
     * @param open when it can be used; must hold the visit, but not the time before and after
     * @param taken when it is taken
     */
    public record Candidate(TimeSet open, TimeSet taken) {

        /** Whether it can serve a visit of that length. */
        boolean serves(int start, int length, Need need) {
            return open.covers(start, start + length)
                    && !taken.meets(Math.max(start - need.before(), 0), start + length + need.after());
        }
    }
}
