package org.carewright.planner.solver;

import java.time.Duration;
import org.carewright.planner.Plan;

/**
 * How far the solver has come.
 *
 * @param best the best plan so far
 * @param cost what it costs, patients who must be admitted and are not aside
 * @param missing how many must be admitted and are not
 * @param moves small changes tried so far, by all threads
 */
public record Progress(Duration elapsed, Plan best, long cost, int missing, long moves) {

    public boolean feasible() {
        return missing == 0;
    }
}
