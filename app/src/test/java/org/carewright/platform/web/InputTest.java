package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void a_form_leads_back_to_the_page_of_ours_that_it_was_opened_from() {
        var input = Input.of(Map.of("back", "/desk?whose=mine&open=task/17"));

        assertThat(input.back("/desk")).isEqualTo("/desk?whose=mine&open=task/17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "desk", "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/a b"})
    void it_never_leads_to_another_host(String back) {
        assertThat(Input.local(back, "/desk")).isEqualTo("/desk");
    }

    @Test
    void a_moment_is_read_on_the_clock_of_the_zone() {
        var input = Input.of(Map.of("due", "2026-11-16T09:00", "wrong", "tomorrow"));

        assertThat(input.moment("due", NEW_YORK)).isEqualTo(Instant.parse("2026-11-16T14:00:00Z"));
        assertThat(input.moment("wrong", NEW_YORK)).isNull();
        assertThat(input.moment("absent", NEW_YORK)).isNull();
    }
}
