package org.carewright.planner;

import java.util.List;

/**
 * What somebody in a bed needs of the nurses, shift by shift, counted from the first shift of the first day of the stay.
 *
 * @param workload how much work, in the unit of a nurse's {@code maxLoad}
 * @param skill the skill level that is needed
 */
public record Care(List<Integer> workload, List<Integer> skill) {

    public Care {
        workload = List.copyOf(workload);
        skill = List.copyOf(skill);
    }
}
