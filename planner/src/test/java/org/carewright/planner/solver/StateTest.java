package org.carewright.planner.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.carewright.planner.RandomWard;
import org.carewright.planner.Situation;
import org.junit.jupiter.api.Test;

class StateTest {

    @Test
    void the_days_that_fit_are_those_on_which_each_day_of_the_stay_fits() {
        for (var seed = 0; seed < 60; seed++) {
            var ward = new Ward(Situation.before(RandomWard.of(seed)));
            var state = new State(ward);
            new Annealer(ward, state, new Dice(seed)).run(moves -> moves >= 5_000 ? 1 : 0.5);

            for (var p = 0; p < ward.patients; p++) {
                for (var r = 0; r < ward.rooms; r++) {
                    for (var first = 0; first < ward.days; first += 29) {
                        var fitting = state.fittingDays(p, r, first);
                        for (var d = first; d < Math.min(ward.days, first + 64); d++) {
                            assertThat((fitting >>> (d - first) & 1) == 1)
                                    .as("ward %s, patient %s, room %s, day %s of those from %s", seed, p, r, d, first)
                                    .isEqualTo(state.day[p] < 0 ? state.fits(p, r, d) : state.fitsMoved(p, r, d));
                        }
                    }
                }
            }
        }
    }
}
