package org.carewright.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {

    @ParameterizedTest
    @CsvSource({
        "01, 3177", "02, 1583", "03, 10184", "04, 2332", "05, 15713",
        "06, 18558", "07, 17048", "08, 24947", "09, 20492", "10, 49444"
    })
    void the_reference_solutions_cost_what_the_competition_says(String number, long cost)
            throws IOException, FaultyFile {
        var instance = Competition.instance("test" + number);
        var plan = PlanFile.read(Competition.file("test-solutions/sol_test" + number + ".json"), instance);

        var evaluation = Evaluator.evaluate(instance, plan);

        assertThat(evaluation.violations()).isEmpty();
        assertThat(evaluation.totalCost()).isEqualTo(cost);
    }

    @Test
    void the_toy_solution_mixes_genders() throws IOException, FaultyFile {
        var instance = Competition.instance("toy");
        var plan = PlanFile.read(Competition.file("test-solutions/toy_solution.json"), instance);

        var evaluation = Evaluator.evaluate(instance, plan);

        assertThat(evaluation.totalViolations()).isEqualTo(3);
        assertThat(evaluation.violations(Rule.ROOM_GENDER_MIX)).isEqualTo(3);
        assertThat(evaluation.totalCost()).isEqualTo(292);
    }
}
