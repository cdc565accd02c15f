package org.carewright.openings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HorizonTest {

    private final Horizon horizon = Horizon.of(Instant.parse("2026-11-24T00:00:00Z"), Duration.ofDays(1));

    @Test
    void countsSlotsOfFiveMinutes() {
        assertThat(horizon.slots()).isEqualTo(288);
        assertThat(horizon.end()).isEqualTo("2026-11-25T00:00:00Z");
        assertThat(horizon.instant(13)).isEqualTo("2026-11-24T01:05:00Z");
    }

    @Test
    void roundsMomentsOffTheGrid() {
        var moment = Instant.parse("2026-11-24T01:05:00.000001Z");
        assertThat(horizon.floor(moment)).isEqualTo(13);
        assertThat(horizon.ceil(moment)).isEqualTo(14);
        assertThat(horizon.ceil(horizon.instant(13))).isEqualTo(13);
        assertThat(Horizon.slots(Duration.ofMinutes(7))).isEqualTo(2);
    }

    @Test
    void keepsInside() {
        assertThat(horizon.floor(Instant.MIN)).isZero();
        assertThat(horizon.ceil(Instant.parse("2026-11-23T23:59:59Z"))).isZero();
        assertThat(horizon.ceil(Instant.MAX)).isEqualTo(288);
        assertThat(horizon.floor(Instant.MAX)).isEqualTo(288);
    }

    @Test
    void startsOnTheGrid() {
        assertThatThrownBy(() -> new Horizon(Instant.parse("2026-11-24T00:01:00Z"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
