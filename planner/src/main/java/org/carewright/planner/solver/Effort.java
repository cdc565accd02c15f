package org.carewright.planner.solver;

import java.time.Duration;

/**
 * How hard to look for a good plan.
 *
 * @param time when to stop at the latest
 * @param moves how many small changes each thread may try; with one thread, the same seed and moves (and time enough for them)
 *     always end in the same plan
 * @param threads at least 1
 * @param seed of the random numbers
 */
public record Effort(Duration time, long moves, int threads, long seed) {

    public Effort {
        if (time.isNegative() || moves < 0 || threads < 1) {
            throw new IllegalArgumentException("no effort: " + time + ", " + moves + " moves, " + threads + " threads");
        }
    }
}
