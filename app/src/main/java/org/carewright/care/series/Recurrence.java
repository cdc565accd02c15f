package org.carewright.care.series;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Days that repeat, at one time of the wall clock (RFC 5545, section 3.3.10, as far as clinics need it).
 *
 * <p>The wall clock is kept across daylight saving. A time that a day skips is later by as much as is skipped; of one that
 * comes twice it is the first. A month without the day, such as the 31st, is left out.
 *
 * @param first the first day on which a visit may be
 * @param end after how many visits, or after which day, it ends
 */
record Recurrence(LocalDate first, LocalTime at, Pattern pattern, End end) {

    /** More visits are not booked in one go; two years hold as many weeks. */
    static final int MOST = 104;

    /** Which days. */
    sealed interface Pattern {}

    /** @param every so many weeks, counted from the week of the first day */
    record Weekly(int every, Set<DayOfWeek> days) implements Pattern {

        Weekly {
            days = Set.copyOf(days);
        }
    }

    /** @param day of the month, 1 to 31 */
    record MonthlyOnDay(int every, int day) implements Pattern {}

    /** @param ordinal 1 to 4, or -1 for the last of the month */
    record MonthlyOnWeekday(int every, int ordinal, DayOfWeek day) implements Pattern {}

    sealed interface End {}

    record Times(int count) implements End {}

    /** @param last the last day on which a visit may be */
    record Until(LocalDate last) implements End {}

    /** The days in order, at most {@link #MOST}. */
    List<LocalDate> days() {
        var most = end instanceof Times(var count) ? Math.min(count, MOST) : MOST;
        var last = end instanceof Until(var until) ? until : first.plusYears(20);
        return candidates()
                .filter(day -> !day.isBefore(first))
                .takeWhile(day -> !day.isAfter(last))
                .limit(most)
                .toList();
    }

    List<Instant> starts(ZoneId zone) {
        return days().stream().map(day -> start(day, zone)).toList();
    }

    Instant start(LocalDate day, ZoneId zone) {
        return start(day, at, zone);
    }

    static Instant start(LocalDate day, LocalTime at, ZoneId zone) {
        return day.atTime(at).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private Stream<LocalDate> candidates() {
        return switch (pattern) {
            case Weekly(var every, var days) ->
                Stream.iterate(
                                first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                                week -> week.plusWeeks(every))
                        .flatMap(week ->
                                days.stream().sorted().map(day -> week.with(TemporalAdjusters.nextOrSame(day))));
            case MonthlyOnDay(var every, var day) ->
                months(every).filter(month -> month.isValidDay(day)).map(month -> month.atDay(day));
            case MonthlyOnWeekday(var every, var ordinal, var day) ->
                months(every).map(month -> month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, day)));
        };
    }

    private Stream<YearMonth> months(int every) {
        return IntStream.iterate(0, n -> n + every)
                .mapToObj(n -> YearMonth.from(first).plusMonths(n));
    }

    /** "Every 2 weeks on Tuesday and Friday at 09:00, 12 times". */
    String words() {
        var which = switch (pattern) {
            case Weekly(var every, var days) ->
                (every == 1 ? "Every week on " : "Every " + every + " weeks on ")
                        + days.stream().sorted().map(Recurrence::name).collect(Collectors.joining(" and "));
            case MonthlyOnDay(var every, var day) -> month(every) + " on day " + day;
            case MonthlyOnWeekday(var every, var ordinal, var day) ->
                month(every) + " on the " + ORDINALS.get(ordinal < 0 ? 0 : ordinal) + " " + name(day);
        };
        var until = switch (end) {
            case Times(var count) -> count + " times";
            case Until(var last) -> "until " + last;
        };
        return which + " at " + at + ", " + until;
    }

    private static final List<String> ORDINALS = List.of("last", "first", "second", "third", "fourth");

    private static String month(int every) {
        return every == 1 ? "Every month" : "Every " + every + " months";
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.US);
    }

    /** As RFC 5545 writes it, without the start. */
    String rule() {
        var which = switch (pattern) {
            case Weekly(var every, var days) ->
                "FREQ=WEEKLY;INTERVAL=" + every + ";BYDAY="
                        + days.stream().sorted().map(Recurrence::code).collect(Collectors.joining(","));
            case MonthlyOnDay(var every, var day) -> "FREQ=MONTHLY;INTERVAL=" + every + ";BYMONTHDAY=" + day;
            case MonthlyOnWeekday(var every, var ordinal, var day) ->
                "FREQ=MONTHLY;INTERVAL=" + every + ";BYDAY=" + ordinal + code(day);
        };
        return which
                + switch (end) {
                    case Times(var count) -> ";COUNT=" + count;
                    case Until(var last) -> ";UNTIL=" + DateTimeFormatter.BASIC_ISO_DATE.format(last);
                };
    }

    /** What {@link #rule} wrote. */
    static Recurrence of(String rule, LocalDate first, LocalTime at) {
        var parts = Stream.of(rule.split(";"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        var every = Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
        var byDay = parts.getOrDefault("BYDAY", "");
        Pattern pattern;
        if (parts.containsKey("BYMONTHDAY")) {
            pattern = new MonthlyOnDay(every, Integer.parseInt(parts.getOrDefault("BYMONTHDAY", "1")));
        } else if (rule.startsWith("FREQ=WEEKLY")) {
            pattern = new Weekly(
                    every, Stream.of(byDay.split(",")).map(Recurrence::day).collect(Collectors.toSet()));
        } else {
            var split = byDay.length() - 2;
            pattern = new MonthlyOnWeekday(
                    every, Integer.parseInt(byDay.substring(0, split)), day(byDay.substring(split)));
        }
        var count = parts.get("COUNT");
        var end = count != null
                ? new Times(Integer.parseInt(count))
                : new Until(LocalDate.parse(parts.getOrDefault("UNTIL", ""), DateTimeFormatter.BASIC_ISO_DATE));
        return new Recurrence(first, at, pattern, end);
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    private static DayOfWeek day(String code) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> code(day).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no weekday: " + code));
    }
}
