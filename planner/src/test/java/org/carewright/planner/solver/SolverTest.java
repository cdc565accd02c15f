package org.carewright.planner.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.carewright.planner.Competition;
import org.carewright.planner.Evaluator;
import org.carewright.planner.Situation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolverTest {

    @ParameterizedTest
    @ValueSource(strings = {"test01", "test05", "i04", "i16", "i24"})
    void the_cost_of_small_steps_is_the_cost_of_the_whole_plan(String name) {
        var instance = Competition.instance(name);
        var ward = new Ward(Situation.before(instance));
        var state = new State(ward);
        var annealer = new Annealer(ward, state, new Dice(name.hashCode()));

        for (var round = 0; round < 5; round++) {
            annealer.run(moves -> moves % 40_000 == 0 && moves > 0 ? 1 : 0.4);
            var now = new Best(ward, state).found(0);
            var evaluation = Evaluator.evaluate(instance, now.plan());

            assertThat(evaluation.totalViolations()).isEqualTo(now.missing());
            assertThat(evaluation.totalCost()).isEqualTo(now.cost() - (long) now.missing() * ward.missing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"i04", "i16"})
    void the_same_seed_and_moves_end_in_the_same_plan(String name) throws InterruptedException {
        var effort = new Effort(Duration.ofMinutes(5), 100_000, 1, 7);

        var one = new Solver(Competition.instance(name), effort).solve(progress -> {});
        var other = new Solver(Competition.instance(name), effort).solve(progress -> {});

        assertThat(one.best()).isEqualTo(other.best());
    }

    @Test
    void a_plan_is_there_when_the_search_is_cancelled_at_once() throws InterruptedException {
        var instance = Competition.instance("i24");
        var solver = new Solver(instance, new Effort(Duration.ofMinutes(5), Long.MAX_VALUE, 2, 1));

        solver.cancel();
        var found = solver.solve(progress -> {});

        assertThat(Evaluator.evaluate(instance, found.best()).totalViolations()).isEqualTo(found.missing());
    }
}
