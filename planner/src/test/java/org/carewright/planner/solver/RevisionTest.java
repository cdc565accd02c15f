package org.carewright.planner.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.carewright.planner.Admission;
import org.carewright.planner.ChangeCosts;
import org.carewright.planner.Comparison;
import org.carewright.planner.Competition;
import org.carewright.planner.Evaluator;
import org.carewright.planner.Instance;
import org.carewright.planner.NurseDuty;
import org.carewright.planner.Obstacles;
import org.carewright.planner.Plan;
import org.carewright.planner.Promise;
import org.carewright.planner.Situation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a plan that people go by. */
class RevisionTest {

    private static final int TODAY = 5;

    private final Instance instance = Competition.instance("i05");
    private final Plan inForce = solve(Situation.before(instance), 2_000_000).best();
    private final Situation situation =
            new Situation(instance, inForce, TODAY, Map.of(), new ChangeCosts(50, 10, 10, 1));
    /** A room that somebody needs on days 8 to 13 who has not come yet, and nobody who has. */
    private final int needed = IntStream.range(0, instance.rooms().size())
            .filter(room -> !Evaluator.evaluate(
                            situation.withRoomClosed(room, 8, 13).instance(), inForce)
                    .feasible())
            .filter(room ->
                    Obstacles.find(situation.withRoomClosed(room, 8, 13)).isEmpty())
            .findFirst()
            .orElseThrow();

    private static Progress solve(Situation situation, long moves) {
        try {
            return new Solver(situation, new Effort(Duration.ofMinutes(5), moves, 1, 3)).solve(progress -> {});
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_has_happened_stays() {
        var after = solve(situation.withRoomClosed(needed, 8, 13), 300_000).best();

        for (var p = 0; p < instance.patients().size(); p++) {
            if (situation.hasCome(p)) {
                assertThat(after.admissions().get(p))
                        .isEqualTo(inForce.admissions().get(p));
            } else if (after.admissions().get(p) != null) {
                assertThat(after.admissions().get(p))
                        .extracting(Admission::day)
                        .asInstanceOf(type(Integer.class))
                        .satisfies(day -> assertThat(day).isGreaterThanOrEqualTo(TODAY));
            }
        }
        var firstShift = TODAY * instance.shiftTypes().size();
        assertThat(after.duties().stream().filter(duty -> duty.shift() < firstShift))
                .containsExactlyInAnyOrderElementsOf(inForce.duties().stream()
                        .filter(duty -> duty.shift() < firstShift)
                        .toList());
    }

    @Test
    void a_past_without_roster_stays_as_it_was() {
        var nurses = instance.nurses().size();
        var without = IntStream.range(0, nurses)
                .boxed()
                .reduce(
                        new Situation(instance, inForce, 0, Map.of(), ChangeCosts.NONE),
                        (now, nurse) -> now.withNurseAway(nurse, 0, TODAY - 1),
                        (one, other) -> other)
                .instance();

        var after = solve(new Situation(without, inForce, TODAY, Map.of(), ChangeCosts.NONE), 100_000)
                .best();

        assertThat(after.duties().stream().filter(duty -> duty.shift() < TODAY * 3))
                .containsExactlyInAnyOrderElementsOf(inForce.duties().stream()
                        .filter(duty -> duty.shift() < TODAY * 3)
                        .toList());
    }

    @Test
    void who_is_promised_is_admitted_whatever_changes_cost() {
        var p = lastToCome();
        var admission = Objects.requireNonNull(inForce.admissions().get(p));
        var other = (admission.theater() + 1) % instance.theaters().size();
        var dear = new Situation(
                        instance, inForce, TODAY, Map.of(), new ChangeCosts(50, 1_000_000, 1_000_000, 1_000_000))
                .withPromise(p, new Promise(null, null, other));

        var found = solve(dear, 300_000);

        assertThat(found.missing()).isZero();
        assertThat(found.best().admissions().get(p))
                .isNotNull()
                .extracting(Admission::theater)
                .isEqualTo(other);
    }

    @Test
    void a_nurse_who_is_ill_covers_nothing() {
        var nurse = inForce.duties().stream()
                .filter(duty -> duty.shift() >= TODAY * 3)
                .findFirst()
                .orElseThrow()
                .nurse();
        var ill = situation.withNurseAway(nurse, TODAY, instance.days() - 1);

        var found = solve(ill, 300_000);

        assertThat(Evaluator.evaluate(ill.instance(), inForce).feasible()).isFalse();
        assertThat(found.evaluation().violations()).isEmpty();
        assertThat(found.best().duties().stream()
                        .filter(duty -> duty.shift() >= TODAY * 3)
                        .map(NurseDuty::nurse))
                .doesNotContain(nurse);
    }

    @Test
    void a_promise_is_kept() {
        var waiting = IntStream.range(0, instance.patients().size())
                .filter(p -> inForce.admissions().get(p) == null)
                .limit(5)
                .boxed()
                .toList();
        var kept = 0;
        for (var p : waiting) {
            for (var day = TODAY; day < instance.days(); day++) {
                var promised = situation.withPromise(p, new Promise(day, null, null));
                if (Obstacles.find(promised).isEmpty()) {
                    var found = solve(promised, 200_000);
                    var admission = found.best().admissions().get(p);

                    assertThat(found.feasible()).isEqualTo(found.evaluation().feasible() && admission != null);
                    kept += admission != null && admission.day() == day ? 1 : 0;
                }
            }
        }
        assertThat(kept).isPositive();
    }

    @Test
    void a_patient_who_will_not_come_is_gone_and_the_others_keep_their_places() {
        var free = solve(situation.withoutPatient(lastToCome()), 300_000);

        assertThat(free.evaluation().violations()).isEmpty();
        assertThat(free.best().admissions()).hasSize(instance.patients().size() - 1);
    }

    @Test
    void the_dearer_changes_are_the_fewer_there_are() {
        var closed = situation.withRoomClosed(needed, 8, 13);
        var dear = new Situation(
                closed.instance(), inForce, TODAY, Map.of(), new ChangeCosts(100_000, 100_000, 100_000, 100_000));
        var cheap = new Situation(closed.instance(), inForce, TODAY, Map.of(), ChangeCosts.NONE);

        var few = Comparison.of(closed.instance(), inForce, solve(dear, 500_000).best());
        var many =
                Comparison.of(closed.instance(), inForce, solve(cheap, 500_000).best());

        assertThat(few.changes()).hasSizeLessThan(many.changes().size());
        assertThat(few.duties()).isLessThan(many.duties());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "40, 7, 3"})
    void the_cost_of_small_steps_is_that_of_the_plan_and_its_changes(int day, int room, int theater) {
        var costs = new ChangeCosts(day, room, theater, 0);
        var changed = new Situation(instance, inForce, TODAY, Map.of(), costs)
                .withRoomClosed(needed, 8, 13)
                .withSurgeonAway(0, 6, 7);
        var ward = new Ward(changed);
        var state = new State(ward);
        var annealer = new Annealer(ward, state, new Dice(1));

        for (var round = 0; round < 5; round++) {
            annealer.run(moves -> moves % 40_000 == 0 && moves > 0 ? 1 : 0.1);
            var now = new Best(ward, state).found(0);
            var comparison = Comparison.of(changed.instance(), inForce, now.plan());

            assertThat(now.cost())
                    .isEqualTo(comparison.after().totalCost()
                            + costs.of(comparison)
                            + (long) now.missing() * ward.missing);
        }
    }

    private int lastToCome() {
        return IntStream.range(0, instance.patients().size())
                .filter(p -> inForce.admissions().get(p) != null && !situation.hasCome(p))
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
