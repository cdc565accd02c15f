package org.carewright.foundation.directory;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/** The hours of a week as people write them: for each day {@code 08:00–12:00, 13:00–17:00}, or nothing. */
final class WeeklyHours {

    private static final Pattern STRETCH =
            Pattern.compile("(\\d{1,2})(?::?(\\d{2}))?\\s*[-–]\\s*(\\d{1,2})(?::?(\\d{2}))?");

    private WeeklyHours() {}

    /** The name of the form field of a day, and the path of its issues. */
    static String field(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    static String text(List<OpenHours> week, DayOfWeek day) {
        return week.stream()
                .filter(hours -> hours.day() == day)
                .map(hours -> Words.time(hours.from()) + "–" + Words.time(hours.until()))
                .collect(Collectors.joining(", "));
    }

    /** Reads a day; what cannot be read becomes an issue. */
    static List<OpenHours> parse(DayOfWeek day, String text, List<Issue> issues) {
        var result = new ArrayList<OpenHours>();
        if (text.isBlank()) return result;
        for (var part : text.split(",", -1)) {
            var match = STRETCH.matcher(part.strip());
            var from = match.matches() ? time(match.group(1), match.group(2)) : null;
            var until = match.matches() ? time(match.group(3), match.group(4)) : null;
            if (from == null || until == null) {
                issues.add(Issue.value(
                        field(day), "Write " + Words.day(day) + " as 08:00–17:00, several stretches with a comma."));
                return List.of();
            }
            result.add(new OpenHours(day, from, until));
        }
        return result;
    }

    /** What the database would refuse: ends before starts, overlaps. */
    static List<Issue> issues(List<OpenHours> week) {
        var issues = new ArrayList<Issue>();
        for (int i = 0; i < week.size(); i++) {
            var hours = week.get(i);
            if (!hours.from().isBefore(hours.until())) {
                issues.add(Issue.value(
                        field(hours.day()), "On " + Words.day(hours.day()) + " the end must come after the start."));
            } else if (week.subList(0, i).stream().anyMatch(hours::overlaps)) {
                issues.add(Issue.value(field(hours.day()), "On " + Words.day(hours.day()) + " two stretches overlap."));
            }
        }
        return issues;
    }

    private static @Nullable LocalTime time(String hour, @Nullable String minute) {
        var minutes = minute == null ? 0 : Integer.parseInt(minute);
        if (hour.equals("24") && minutes == 0) return LocalTime.MAX;
        try {
            return LocalTime.of(Integer.parseInt(hour), minutes);
        } catch (DateTimeException outOfRange) {
            return null;
        }
    }
}
