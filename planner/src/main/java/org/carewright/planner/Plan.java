package org.carewright.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer to an instance, good or bad.
 *
 * @param admissions of each patient, in the order of the instance; null = not admitted
 * @param duties who covers which room when
 */
public record Plan(List<@Nullable Admission> admissions, List<NurseDuty> duties) {

    public Plan {
        admissions = Collections.unmodifiableList(new ArrayList<>(admissions));
        duties = List.copyOf(duties);
    }

    /** Nobody is admitted, no room covered. */
    public static Plan empty(Instance instance) {
        return new Plan(
                Collections.<@Nullable Admission>nCopies(instance.patients().size(), null), List.of());
    }
}
