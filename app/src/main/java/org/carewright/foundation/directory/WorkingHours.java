package org.carewright.foundation.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Interval;

/**
 * When one practitioner works at one site: the weekly hours on days the site is open, and the extra hours on any day,
 * less the time away.
 *
 * <p>All of it is the site's wall clock. A stretch that begins in the gap of daylight saving begins when the gap ends.
 */
final class WorkingHours {

    private WorkingHours() {}

    /**
     * The stretches between two days, in order, none touching the next.
     *
     * @param from first day
     * @param until first day after
     */
    static List<Interval> between(
            LocalDate from,
            LocalDate until,
            ZoneId zone,
            List<PractitionerHours> weekly,
            List<HoursException> exceptions,
            Set<LocalDate> closedDays) {
        var working = templates(from, until, weekly, closedDays);
        working.addAll(stretches(exceptions, HoursException.Kind.EXTRA));
        var result = merged(working);
        for (var away : stretches(exceptions, HoursException.Kind.AWAY)) {
            result = without(result, away);
        }
        return intervals(within(result, from.atStartOfDay(), until.atStartOfDay()), zone);
    }

    private static List<Stretch> templates(
            LocalDate from, LocalDate until, List<PractitionerHours> weekly, Set<LocalDate> closedDays) {
        var result = new ArrayList<Stretch>();
        from.datesUntil(until).filter(day -> !closedDays.contains(day)).forEach(day -> {
            for (var row : weekly) {
                if (row.hours().day() == day.getDayOfWeek() && row.validity().contains(day)) {
                    result.add(new Stretch(
                            day.atTime(row.hours().from()), end(day, row.hours().until())));
                }
            }
        });
        return result;
    }

    private static List<Stretch> stretches(List<HoursException> exceptions, HoursException.Kind kind) {
        return exceptions.stream()
                .filter(exception -> exception.kind() == kind)
                .map(exception -> new Stretch(exception.starts(), exception.ends()))
                .toList();
    }

    private record Stretch(LocalDateTime start, LocalDateTime end) {}

    private static LocalDateTime end(LocalDate day, LocalTime time) {
        return time.equals(LocalTime.MAX) ? day.plusDays(1).atStartOfDay() : day.atTime(time);
    }

    private static List<Stretch> merged(List<Stretch> stretches) {
        var result = new ArrayList<Stretch>();
        for (var next :
                stretches.stream().sorted(Comparator.comparing(Stretch::start)).toList()) {
            if (result.isEmpty() || result.getLast().end().isBefore(next.start())) {
                result.add(next);
            } else if (result.getLast().end().isBefore(next.end())) {
                result.add(new Stretch(result.removeLast().start(), next.end()));
            }
        }
        return result;
    }

    private static List<Stretch> without(List<Stretch> stretches, Stretch away) {
        var result = new ArrayList<Stretch>();
        for (var stretch : stretches) {
            if (!stretch.start().isBefore(away.end()) || !away.start().isBefore(stretch.end())) {
                result.add(stretch);
            } else {
                if (stretch.start().isBefore(away.start())) {
                    result.add(new Stretch(stretch.start(), away.start()));
                }
                if (away.end().isBefore(stretch.end())) {
                    result.add(new Stretch(away.end(), stretch.end()));
                }
            }
        }
        return result;
    }

    private static List<Stretch> within(List<Stretch> stretches, LocalDateTime first, LocalDateTime last) {
        return stretches.stream()
                .filter(stretch -> stretch.start().isBefore(last) && first.isBefore(stretch.end()))
                .map(stretch -> new Stretch(
                        stretch.start().isBefore(first) ? first : stretch.start(),
                        stretch.end().isAfter(last) ? last : stretch.end()))
                .toList();
    }

    private static List<Interval> intervals(List<Stretch> stretches, ZoneId zone) {
        var result = new ArrayList<Interval>();
        for (var stretch : stretches) {
            Instant start = stretch.start().atZone(zone).toInstant();
            Instant end = stretch.end().atZone(zone).toInstant();
            if (start.isBefore(end)) { // a stretch that lies wholly in the gap of spring does not happen
                result.add(new Interval(start, end));
            }
        }
        return result;
    }
}
