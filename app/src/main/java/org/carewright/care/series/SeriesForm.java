package org.carewright.care.series;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.Opening;
import org.carewright.care.series.Recurrence.End;
import org.carewright.care.series.Recurrence.MonthlyOnDay;
import org.carewright.care.series.Recurrence.MonthlyOnWeekday;
import org.carewright.care.series.Recurrence.Times;
import org.carewright.care.series.Recurrence.Until;
import org.carewright.care.series.Recurrence.Weekly;
import org.carewright.care.series.SeriesPlan.Choice;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;
import org.jspecify.annotations.Nullable;

/** Reads the form of a series. */
final class SeriesForm {

    private static final int LONGEST_INTERVAL = 26;
    private static final String LEFT_OUT = "out";

    private SeriesForm() {}

    /** Whether the form was filled in, rather than opened. */
    static boolean isFilled(Input input) {
        return !input.value("repeat").isEmpty();
    }

    /** @throws Invalid with everything that is missing or cannot be */
    static SeriesPlan read(Input input) {
        var issues = new ArrayList<Issue>();
        var first = Day.parse(input.value("first")).orElseGet(() -> {
            issues.add(Issue.required("first", "Give the day from which the visits repeat."));
            return LocalDate.EPOCH;
        });
        var at = time(input.value("at"), issues);
        var every = number(input, "every", 1, LONGEST_INTERVAL, issues);
        var pattern = switch (input.value("repeat")) {
            case "monthly-day" -> new MonthlyOnDay(every, first.getDayOfMonth());
            case "monthly-weekday" -> {
                var week = (first.getDayOfMonth() - 1) / 7 + 1;
                yield new MonthlyOnWeekday(every, week > 4 ? -1 : week, first.getDayOfWeek());
            }
            default -> new Weekly(every, weekdays(input, first));
        };
        var end = end(input, first, issues);
        Invalid.throwIfAny(issues);
        return new SeriesPlan(
                input.requiredId("patient", PatientId::of, "Choose the patient on the booking page."),
                input.requiredId("site", SiteId::of, "Choose the site on the booking page."),
                input.requiredId("visitType", VisitTypeId::of, "Choose the type of visit on the booking page."),
                input.id("practitioner", PractitionerId::of),
                input.id("room", RoomId::of),
                new Recurrence(first, at, pattern, end),
                choices(input));
    }

    /** The value with which an alternative is chosen. */
    static String value(Opening opening) {
        return opening.time().start() + "|" + text(opening.practitioner()) + "|" + text(opening.room());
    }

    static String leftOut() {
        return LEFT_OUT;
    }

    private static Map<Integer, Choice> choices(Input input) {
        var choices = new HashMap<Integer, Choice>();
        for (var number = 1; number <= Recurrence.MOST; number++) {
            var value = input.value("visit-" + number);
            if (value.equals(LEFT_OUT)) {
                choices.put(number, Choice.LEFT_OUT);
            } else if (!value.isEmpty()) {
                choices.put(number, choice(value));
            }
        }
        return choices;
    }

    private static Choice choice(String value) {
        var parts = value.split("\\|", -1);
        try {
            if (parts.length == 3) {
                return new Choice(
                        Instant.parse(parts[0]),
                        parts[1].isEmpty() ? null : PractitionerId.of(parts[1]),
                        parts[2].isEmpty() ? null : RoomId.of(parts[2]));
            }
        } catch (DateTimeException | NotFound notAChoice) {
            // as if it had another number of parts
        }
        throw new Invalid(List.of(Issue.value("visit", "Choose one of the times that are offered.")));
    }

    private static Set<DayOfWeek> weekdays(Input input, LocalDate first) {
        var days = Stream.of(DayOfWeek.values())
                .filter(day -> input.has("weekday", String.valueOf(day.getValue())))
                .collect(Collectors.toSet());
        return days.isEmpty() ? Set.of(first.getDayOfWeek()) : days;
    }

    private static End end(Input input, LocalDate first, List<Issue> issues) {
        if (input.has("end", "until")) {
            var last = Day.parse(input.value("until"));
            if (last.isEmpty() || last.get().isBefore(first)) {
                issues.add(Issue.value("until", "Give the last day, not before the first."));
                return new Times(1);
            }
            return new Until(last.get());
        }
        return new Times(number(input, "times", 1, Recurrence.MOST, issues));
    }

    private static int number(Input input, String name, int least, int most, List<Issue> issues) {
        var text = input.value(name);
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            issues.add(Issue.value(name, "Give a number from " + least + " to " + most + "."));
            return least;
        }
        return Integer.parseInt(text);
    }

    static LocalTime time(String text, List<Issue> issues) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException notATime) {
            issues.add(Issue.required("at", "Give the time at which the visits start."));
            return LocalTime.MIDNIGHT;
        }
    }

    private static String text(@Nullable Object id) {
        return id == null ? "" : id.toString();
    }
}
