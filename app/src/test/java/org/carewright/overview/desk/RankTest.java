package org.carewright.overview.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Permission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankTest {

    private static final Instant NOW = Instant.parse("2026-11-16T14:00:00Z");

    @Test
    void the_reason_names_harm_deadline_and_age() {
        var loop = loop(Severity.HIGH, NOW.plus(Duration.ofHours(3)));

        assertThat(Rank.reason(loop, NOW)).isEqualTo("High harm if left, due in 3 hours, open for 9 days.");
    }

    @Test
    void a_late_loop_says_that_it_moved_up() {
        var loop = loop(Severity.LOW, NOW.minus(Duration.ofDays(2)));

        assertThat(Rank.reason(loop, NOW))
                .isEqualTo("Little harm if left, 2 days late, open for 9 days; late work moves up.");
    }

    @Test
    void at_the_very_moment_it_is_due_it_is_late() {
        var loop = loop(Severity.LOW, NOW);

        assertThat(loop.isLate(NOW)).isTrue();
        assertThat(loop.isLate(NOW.minusNanos(1))).isFalse();
    }

    @Test
    void without_a_clock_there_is_no_deadline() {
        var loop = loop(Severity.CRITICAL, null);

        assertThat(Rank.reason(loop, NOW)).isEqualTo("Someone may come to harm, no deadline, open for 9 days.");
    }

    private static OpenLoop loop(Severity severity, @Nullable Instant due) {
        return new OpenLoop(
                new LoopId("task", Id.fresh()),
                "Task written by hand",
                null,
                null,
                "",
                NOW.minus(Duration.ofDays(9)),
                due,
                Permission.SEE_DESK,
                severity,
                "Call the pharmacy",
                "",
                "Mark done",
                "",
                new OpenLoop.Work(null, "", null, 0));
    }
}
