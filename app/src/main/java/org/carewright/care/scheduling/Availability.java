package org.carewright.care.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/**
 * When a site is open and a person works, computed from weekly templates and what differs from them.
 *
 * <p>Templates are wall clock, answers are moments: a day of 09:00–17:00 stays so across daylight saving, and a stretch
 * that lies in the hour which is skipped in spring is gone.
 */
final class Availability {

    private Availability() {}

    /**
     * A stretch of every week, valid from a first day until the day before {@code validUntil}.
     *
     * @param fromMinute minutes of wall clock since midnight
     * @param untilMinute likewise, up to 1440 for the end of the day
     */
    record WeeklyHours(
            DayOfWeek weekday,
            int fromMinute,
            int untilMinute,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil) {

        boolean isOn(LocalDate day) {
            return day.getDayOfWeek() == weekday
                    && (validFrom == null || !day.isBefore(validFrom))
                    && (validUntil == null || day.isBefore(validUntil));
        }
    }

    /** What differs from the template: away, or extra hours; wall clock. */
    record Difference(boolean away, LocalDateTime starts, LocalDateTime ends) {}

    /** When a site is open on a day. */
    static List<Interval> open(LocalDate day, ZoneId zone, List<WeeklyHours> hours, Set<LocalDate> closures) {
        return closures.contains(day) ? List.of() : template(day, zone, hours);
    }

    /** When a person works on a day: the template and extra hours, less the time away. */
    static List<Interval> works(LocalDate day, ZoneId zone, List<WeeklyHours> hours, List<Difference> differences) {
        var present = new ArrayList<>(template(day, zone, hours));
        var away = new ArrayList<Interval>();
        for (var difference : differences) {
            (difference.away() ? away : present)
                    .addAll(Intervals.intersection(
                            List.of(day(day, zone)), wallClock(difference.starts(), difference.ends(), zone)));
        }
        return Intervals.minus(Intervals.union(present), Intervals.union(away));
    }

    /** A whole day of the wall clock: 23, 24 or 25 hours. */
    static Interval day(LocalDate day, ZoneId zone) {
        return new Interval(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static List<Interval> template(LocalDate day, ZoneId zone, List<WeeklyHours> hours) {
        var midnight = day.atStartOfDay();
        return Intervals.union(hours.stream()
                .filter(stretch -> stretch.isOn(day))
                .flatMap(
                        stretch -> wallClock(
                                midnight.plusMinutes(stretch.fromMinute()),
                                midnight.plusMinutes(stretch.untilMinute()),
                                zone)
                                .stream())
                .toList());
    }

    private static List<Interval> wallClock(LocalDateTime from, LocalDateTime until, ZoneId zone) {
        var start = from.atZone(zone).toInstant();
        var end = until.atZone(zone).withLaterOffsetAtOverlap().toInstant();
        return start.isBefore(end) ? List.of(new Interval(start, end)) : List.of();
    }
}
