package org.carewright.foundation.directory;

import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.junit.jupiter.api.Test;

class WeeklyHoursTest {

    private final List<Issue> issues = new ArrayList<>();

    @Test
    void several_stretches_are_read_however_they_are_typed() {
        var hours = WeeklyHours.parse(MONDAY, "8-12, 13:00 – 1730", issues);

        assertThat(issues).isEmpty();
        assertThat(WeeklyHours.text(hours, MONDAY)).isEqualTo("08:00–12:00, 13:00–17:30");
    }

    @Test
    void midnight_at_the_end_of_the_day_is_24() {
        var hours = WeeklyHours.parse(MONDAY, "20:00-24:00", issues);

        assertThat(hours).containsExactly(new OpenHours(MONDAY, LocalTime.of(20, 0), LocalTime.MAX));
        assertThat(WeeklyHours.text(hours, MONDAY)).isEqualTo("20:00–24:00");
    }

    @Test
    void what_cannot_be_read_is_an_issue_of_its_day() {
        for (var text : List.of("all day", "8", "25-26", "8-9-10", "8:61-9", "8-12,")) {
            assertThat(WeeklyHours.parse(MONDAY, text, issues)).isEmpty();
        }

        assertThat(issues).hasSize(6).allMatch(issue -> issue.path().equals("monday"));
    }

    @Test
    void overlaps_and_ends_before_starts_are_issues() {
        var hours = WeeklyHours.parse(MONDAY, "8-12, 11-14, 17-16", issues);

        assertThat(WeeklyHours.issues(hours)).hasSize(2);
    }

    @Test
    void stretches_may_touch() {
        var hours = WeeklyHours.parse(MONDAY, "8-12, 12-14", issues);

        assertThat(WeeklyHours.issues(hours)).isEmpty();
    }
}
