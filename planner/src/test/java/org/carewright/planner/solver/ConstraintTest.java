package org.carewright.planner.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.carewright.planner.Admission;
import org.carewright.planner.Evaluator;
import org.carewright.planner.Gender;
import org.carewright.planner.NurseDuty;
import org.carewright.planner.Part;
import org.carewright.planner.Plan;
import org.carewright.planner.Rule;
import org.carewright.planner.SmallWard;
import org.junit.jupiter.api.Test;

/**
 * Wards in which one rule, or one wish, alone decides: the plan that would be best without it is judged by it and nothing else,
 * and the solver finds the one that is best with it. Weights: ages 5, skill 7, continuity 3, excess 2, theatre 11, transfer 13,
 * delay 17, left out 1000.
 */
class ConstraintTest {

    private static void breaksOnly(SmallWard ward, Plan plan, Rule rule, int amount) {
        var evaluation = Evaluator.evaluate(ward.instance(), plan);

        assertThat(evaluation.violations(rule)).isEqualTo(amount);
        assertThat(evaluation.totalViolations()).isEqualTo(amount);
    }

    private static void costs(SmallWard ward, Plan plan, Part part, int amount) {
        var evaluation = Evaluator.evaluate(ward.instance(), plan);

        assertThat(evaluation.violations()).isEmpty();
        assertThat(evaluation.amount(part)).isEqualTo(amount);
    }

    private static Plan bestCosts(SmallWard ward, long cost) {
        var effort = new Effort(Duration.ofMinutes(1), 50_000, 1, 1);
        try {
            var found = new Solver(ward.instance(), effort).solve(progress -> {});

            assertThat(found.evaluation().violations()).isEmpty();
            assertThat(found.evaluation().totalCost()).isEqualTo(cost);
            return found.best();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void one_gender_in_a_room() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .patient(p -> p.gender = Gender.B)
                .surgeon(600)
                .theater(600)
                .room(2)
                .nurse(0, 9, 0);

        breaksOnly(ward, ward.plan(0, new Admission(0, 0, 0), new Admission(0, 0, 0)), Rule.ROOM_GENDER_MIX, 1);
        bestCosts(ward, 1000 + 11 + 3);
    }

    @Test
    void no_incompatible_room() {
        var ward = new SmallWard(1)
                .patient(p -> p.incompatibleRooms = Set.of(0))
                .surgeon(600)
                .theater(600)
                .room(1)
                .nurse(0, 9, 0);

        breaksOnly(ward, ward.plan(0, new Admission(0, 0, 0)), Rule.PATIENT_ROOM_COMPATIBILITY, 1);
        bestCosts(ward, 1000);
    }

    @Test
    void no_more_minutes_than_a_surgeon_has() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .patient(p -> {})
                .surgeon(100)
                .theater(600)
                .room(2)
                .nurse(0, 9, 0);

        breaksOnly(ward, ward.plan(0, new Admission(0, 0, 0), new Admission(0, 0, 0)), Rule.SURGEON_OVERTIME, 20);
        bestCosts(ward, 1000 + 11 + 3);
    }

    @Test
    void no_more_minutes_than_a_theatre_has() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .patient(p -> {})
                .surgeon(600)
                .theater(119)
                .room(2)
                .nurse(0, 9, 0);

        breaksOnly(
                ward, ward.plan(0, new Admission(0, 0, 0), new Admission(0, 0, 0)), Rule.OPERATING_THEATER_OVERTIME, 1);
        bestCosts(ward, 1000 + 11 + 3);
    }

    @Test
    void exactly_the_minutes_that_there_are_fit() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .patient(p -> {})
                .surgeon(120)
                .theater(120)
                .room(2)
                .nurse(0, 9, 0);

        bestCosts(ward, 11 + 3 + 3);
    }

    @Test
    void who_must_be_admitted_is() {
        var ward = new SmallWard(1)
                .patient(p -> {
                    p.mandatory = true;
                    p.skill = 2;
                })
                .patient(p -> {})
                .surgeon(600)
                .theater(600)
                .room(1)
                .nurse(0, 9, 0);

        breaksOnly(ward, ward.plan(0, null, new Admission(0, 0, 0)), Rule.MANDATORY_UNSCHEDULED, 1);
        bestCosts(ward, 1000 + 11 + 3 + 2 * 7);
    }

    @Test
    void nobody_before_her_release() {
        var ward = new SmallWard(2)
                .patient(p -> p.releaseDay = 1)
                .surgeon(600, 0)
                .theater(600, 600)
                .room(1)
                .nurse(0, 9, 0, 1);

        breaksOnly(ward, ward.plan(0, new Admission(0, 0, 0)), Rule.ADMISSION_DAY, 1);
        bestCosts(ward, 1000);
    }

    @Test
    void no_more_guests_than_beds() {
        var ward = new SmallWard(2)
                .patient(p -> p.lengthOfStay = 2)
                .patient(p -> p.releaseDay = 1)
                .surgeon(600, 600)
                .theater(600, 600)
                .room(1)
                .nurse(0, 9, 0, 1);

        breaksOnly(ward, ward.plan(0, new Admission(0, 0, 0), new Admission(1, 0, 0)), Rule.ROOM_CAPACITY, 1);
        bestCosts(ward, 1000 + 11 + 3);
    }

    @Test
    void a_nurse_covers_rooms_only_when_at_work() {
        var ward = new SmallWard(1)
                .patient(p -> p.skill = 1)
                .surgeon(600)
                .theater(600)
                .room(1)
                .nurse(2, 9)
                .nurse(0, 9, 0);

        breaksOnly(ward, ward.plan(0, new Admission(0, 0, 0)), Rule.NURSE_PRESENCE, 1);
        bestCosts(ward, 7 + 11 + 3);
    }

    @Test
    void a_room_with_guests_has_one_nurse() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .surgeon(600)
                .theater(600)
                .room(1)
                .nurse(0, 9, 0)
                .nurse(0, 9, 0);
        var admission = new Admission(0, 0, 0);
        var twice = List.of(new NurseDuty(0, 0, 0), new NurseDuty(1, 0, 0));

        breaksOnly(ward, ward.plan(List.of(), admission), Rule.UNCOVERED_ROOM, 1);
        breaksOnly(ward, ward.plan(twice, admission), Rule.DOUBLY_COVERED_ROOM, 1);
        bestCosts(ward, 11 + 3);
    }

    @Test
    void ages_are_not_mixed() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .patient(p -> p.ageGroup = 2)
                .patient(p -> {})
                .patient(p -> p.ageGroup = 2)
                .surgeon(600)
                .theater(600)
                .room(2)
                .room(2)
                .nurse(0, 9, 0);
        var mixed = ward.plan(
                0, new Admission(0, 0, 0), new Admission(0, 0, 0), new Admission(0, 1, 0), new Admission(0, 1, 0));

        costs(ward, mixed, Part.ROOM_MIXED_AGE, 4);
        bestCosts(ward, 11 + 4 * 3);
    }

    @Test
    void the_nurse_has_the_skill() {
        var ward = new SmallWard(1)
                .patient(p -> p.skill = 2)
                .surgeon(600)
                .theater(600)
                .room(1)
                .nurse(0, 9, 0)
                .nurse(2, 9, 0);

        costs(ward, ward.plan(0, new Admission(0, 0, 0)), Part.ROOM_NURSE_SKILL, 2);
        bestCosts(ward, 11 + 3);
    }

    @Test
    void a_guest_meets_few_nurses() {
        var ward = new SmallWard(3)
                .patient(p -> p.lengthOfStay = 3)
                .surgeon(600, 0, 0)
                .theater(600, 0, 0)
                .room(1)
                .nurse(0, 9, 0, 1)
                .nurse(0, 9, 0, 1, 2);
        var changing = ward.plan(
                List.of(new NurseDuty(0, 0, 0), new NurseDuty(1, 0, 1), new NurseDuty(1, 0, 2)),
                new Admission(0, 0, 0));

        costs(ward, changing, Part.CONTINUITY_OF_CARE, 2);
        bestCosts(ward, 11 + 3);
    }

    @Test
    void work_is_shared() {
        var ward = new SmallWard(1)
                .patient(p -> p.workload = 3)
                .patient(p -> {
                    p.workload = 3;
                    p.gender = Gender.B;
                })
                .surgeon(600)
                .theater(600)
                .room(1)
                .room(1)
                .nurse(0, 4, 0)
                .nurse(0, 4, 0);

        costs(ward, ward.plan(0, new Admission(0, 0, 0), new Admission(0, 1, 0)), Part.NURSE_EXCESSIVE_WORKLOAD, 2);
        bestCosts(ward, 11 + 3 + 3);
    }

    @Test
    void few_theatres_are_opened_and_surgeons_stay_in_one() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .patient(p -> {})
                .surgeon(600)
                .theater(600)
                .theater(600)
                .room(2)
                .nurse(0, 9, 0);
        var apart = ward.plan(0, new Admission(0, 0, 0), new Admission(0, 0, 1));

        costs(ward, apart, Part.OPEN_OPERATING_THEATER, 2);
        costs(ward, apart, Part.SURGEON_TRANSFER, 1);
        bestCosts(ward, 11 + 3 + 3);
    }

    @Test
    void nobody_waits_longer_than_need_be() {
        var ward = new SmallWard(3)
                .patient(p -> {})
                .surgeon(0, 600, 600)
                .theater(600, 600, 600)
                .room(1)
                .nurse(0, 9, 0, 1, 2);

        costs(ward, ward.plan(0, new Admission(2, 0, 0)), Part.PATIENT_DELAY, 2);
        bestCosts(ward, 17 + 11 + 3);
    }

    @Test
    void who_may_be_left_out_is_not() {
        var ward = new SmallWard(1)
                .patient(p -> {})
                .surgeon(600)
                .theater(600)
                .room(1)
                .nurse(0, 9, 0);

        costs(ward, Plan.empty(ward.instance()), Part.UNSCHEDULED_OPTIONAL, 1);
        bestCosts(ward, 11 + 3);
    }
}
