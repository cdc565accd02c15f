package org.carewright.planner.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.carewright.planner.RandomWard;
import org.carewright.planner.Situation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a state says of a change before it is made is what comes of it; on wards of all shapes. */
class StateTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void the_days_that_fit_are_those_on_which_each_day_of_the_stay_fits(long seed) {
        var ward = new Ward(Situation.before(RandomWard.of(seed)));
        var state = annealed(ward, seed);

        for (var p = 0; p < ward.patients; p++) {
            for (var r = 0; r < ward.rooms; r++) {
                for (var first = 0; first < ward.days; first += 29) {
                    var fitting = state.fittingDays(p, r, first);
                    for (var d = first; d < Math.min(ward.days, first + 64); d++) {
                        assertThat((fitting >>> (d - first) & 1) == 1)
                                .as("patient %s, room %s, day %s of those from %s", p, r, d, first)
                                .isEqualTo(state.day[p] < 0 ? state.fits(p, r, d) : state.fitsMoved(p, r, d));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void what_another_place_would_cost_is_what_it_costs(long seed) {
        var ward = new Ward(Situation.before(RandomWard.of(seed)));
        var state = annealed(ward, seed);
        var moved = 0;

        for (var p = 0; p < ward.patients; p++) {
            for (var r : ward.roomsOf[p]) {
                for (var d = ward.first[p]; state.day[p] >= 0 && d <= ward.last[p]; d++) {
                    var t = state.cheapestTheater(p, d, 0);
                    var hasTime = d == state.day[p] || state.surgeonHasTime(p, d);
                    if (t >= 0 && hasTime && state.fitsMoved(p, r, d)) {
                        var before = state.cost();
                        var said = state.leavingCost(p)
                                + state.dayCost(p, d)
                                + state.theaterCostMoved(p, d, t)
                                + state.stayCostMoved(p, r, d);
                        state.remove(p);
                        state.insert(p, d, r, t);
                        assertThat(state.cost() - before)
                                .as("patient %s, room %s, day %s", p, r, d)
                                .isEqualTo(said);
                        moved++;
                    }
                }
            }
        }
        assertThat(moved).isPositive();
    }

    private static State annealed(Ward ward, long seed) {
        var state = new State(ward);
        new Annealer(ward, state, new Dice(seed)).run(moves -> moves >= 5_000 ? 1 : 0.5);
        return state;
    }
}
