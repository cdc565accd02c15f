package org.carewright.planner.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.carewright.planner.ChangeCosts;
import org.carewright.planner.Comparison;
import org.carewright.planner.Evaluator;
import org.carewright.planner.Plan;
import org.carewright.planner.RandomWard;
import org.carewright.planner.Situation;
import org.junit.jupiter.api.Test;

/** After thousands of small changes, what they cost is what the whole plan costs; on wards of all shapes. */
class SmallStepsTest {

    private static final int WARDS = 150;
    private static final int MOVES = 10_000;

    @Test
    void of_a_new_plan() {
        for (var seed = 0; seed < WARDS; seed++) {
            var instance = RandomWard.of(seed);
            var ward = new Ward(Situation.before(instance));

            var now = changed(ward, seed);

            var evaluation = Evaluator.evaluate(instance, now.plan());
            assertThat(evaluation.totalViolations()).as("ward %s", seed).isEqualTo(now.missing());
            assertThat(evaluation.totalCost())
                    .as("ward %s", seed)
                    .isEqualTo(now.cost() - (long) now.missing() * ward.missing);
        }
    }

    @Test
    void of_a_plan_that_is_revised() {
        for (var seed = 0; seed < WARDS; seed++) {
            var inForce = changed(new Ward(Situation.before(RandomWard.of(seed))), seed)
                    .plan();
            var situation = situation(seed, inForce);
            var ward = new Ward(situation);

            var now = changed(ward, seed);

            var comparison = Comparison.of(situation.instance(), inForce, now.plan());
            assertThat(comparison.after().totalCost() + situation.changeCosts().of(comparison))
                    .as("ward %s", seed)
                    .isEqualTo(now.cost() - (long) now.missing() * ward.missing);
        }
    }

    private static Search.Found changed(Ward ward, long seed) {
        var state = new State(ward);
        new Annealer(ward, state, new Dice(seed)).run(moves -> moves >= MOVES ? 1 : 0.5);
        return new Best(ward, state).found(0);
    }

    /** Some days later, with a room closed and a surgeon and a nurse away for the rest. */
    private static Situation situation(long seed, Plan inForce) {
        var random = new SplittableRandom(seed);
        var instance = RandomWard.of(seed);
        var today = random.nextInt(instance.days());
        var last = instance.days() - 1;
        var costs = new ChangeCosts(random.nextInt(50), random.nextInt(10), random.nextInt(10), 0);
        var situation = new Situation(instance, inForce, today, Map.of(), costs)
                .withRoomClosed(random.nextInt(instance.rooms().size()), today, last)
                .withSurgeonAway(random.nextInt(instance.surgeons().size()), today, last);
        var nurses = instance.nurses().size();
        return nurses == 1 ? situation : situation.withNurseAway(random.nextInt(1, nurses), today, last);
    }
}
