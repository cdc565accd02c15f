package org.carewright.planner.solver;

import java.time.Duration;
import org.carewright.planner.Evaluation;
import org.carewright.planner.Plan;

/**
 * How far the solver has come.
 *
 * @param best the best plan so far
 * @param evaluation what it costs, part by part
 * @param cost the same as the search has it from its small steps, with what changes of the plan in force cost; those missing aside
 * @param missing how many must be admitted, by rule or by promise, and are not
 * @param moves small changes tried so far, by all threads
 */
public record Progress(Duration elapsed, Plan best, Evaluation evaluation, long cost, int missing, long moves) {

    public boolean feasible() {
        return missing == 0;
    }
}
