package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void a_few_mistakes_cost_nothing_then_each_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        assertThat(Backoff.PAIR.after(4)).isZero();
        assertThat(Backoff.PAIR.after(5)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Backoff.PAIR.after(6)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Backoff.PAIR.after(1_000)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void an_address_shared_by_many_is_given_more_room() {
        assertThat(Backoff.ADDRESS.after(29)).isZero();
        assertThat(Backoff.ADDRESS.after(30)).isPositive();
    }

    @Test
    void all_of_an_ipv6_network_counts_as_one_address() {
        assertThat(Throttle.network("2001:db8:1:2::1")).isEqualTo(Throttle.network("2001:db8:1:2:ffff::9"));
        assertThat(Throttle.network("2001:db8:1:2::1")).isNotEqualTo(Throttle.network("2001:db8:1:3::1"));
        assertThat(Throttle.network("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void the_wait_is_said_in_words() {
        assertThat(Waiting.words(Duration.ofMillis(1_200))).endsWith("in 2 seconds.");
        assertThat(Waiting.words(Duration.ofSeconds(61))).endsWith("in 2 minutes.");
    }
}
