package org.carewright.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void a_terminal_shows_a_bar_with_rate_and_time_left() {
        var progress = new Progress("Importing", "resources", 1_000, true, out, nanos::get);

        after(Duration.ofSeconds(2));
        progress.add(250);

        assertThat(shown())
                .endsWith("Importing [######..................]  25%  250 of 1,000 resources  125/s  6 s left");
    }

    @Test
    void a_terminal_is_not_redrawn_for_every_step() {
        var progress = new Progress("Importing", "resources", 1_000, true, out, nanos::get);

        after(Duration.ofMillis(50));
        progress.add(1);

        assertThat(shown()).isEmpty();
    }

    @Test
    void other_output_gets_a_plain_line_every_few_seconds_and_one_at_the_end() {
        try (var progress = new Progress("Importing", "resources", 400, false, out, nanos::get)) {
            for (var second = 0; second < 8; second++) {
                after(Duration.ofSeconds(1));
                progress.add(50);
            }
        }

        assertThat(shown().lines())
                .containsExactly(
                        "Importing  62%  250 of 400 resources  50/s  3 s left",
                        "Importing 100%  400 of 400 resources  50/s  8 s");
    }

    @Test
    void work_of_unknown_length_shows_count_and_rate() {
        try (var progress = new Progress("Reading", "files", 0, false, out, nanos::get)) {
            after(Duration.ofSeconds(90));
            progress.add(9_000);
        }

        assertThat(shown().lines().toList()).last().isEqualTo("Reading 9,000 files  100/s  1:30 min");
    }

    private void after(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
