package org.carewright.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class QuietTraceTest {

    @Test
    void a_trace_says_what_and_where_and_nothing_that_was_entered() {
        var cause = new SQLException("invalid input syntax for type date: \"Okafor\"", "22007");

        var trace = QuietTrace.of(new IllegalStateException("while saving Wilhelmina Okafor", cause));

        assertThat(trace)
                .startsWith("java.lang.IllegalStateException\n    at org.carewright.platform.health.QuietTraceTest.")
                .contains("caused by java.sql.SQLException [SQLSTATE 22007]\n")
                .doesNotContain("Okafor");
    }
}
