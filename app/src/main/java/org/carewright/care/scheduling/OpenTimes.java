package org.carewright.care.scheduling;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carewright.openings.Horizon;
import org.carewright.openings.TimeSet;
import org.carewright.platform.types.Interval;

/** Days of the wall clock as sets of moments. */
final class OpenTimes {

    private OpenTimes() {}

    /** @param open of a day; what is not on the grid is left out */
    static TimeSet of(Horizon horizon, ZoneId zone, Function<LocalDate, List<Interval>> open) {
        var times = TimeSet.none(horizon);
        days(horizon, zone)
                .flatMap(day -> open.apply(day).stream())
                .forEach(part -> times.add(horizon.ceil(part.start()), horizon.floor(part.end())));
        return times;
    }

    /** The wished days and hours. */
    static TimeSet of(Horizon horizon, ZoneId zone, Wishes wishes) {
        return of(horizon, zone, day -> {
            if (wishes.limitDays() && !wishes.weekdays().contains(day.getDayOfWeek())) {
                return List.of();
            }
            var from = wishes.notBefore() == null ? LocalTime.MIDNIGHT : wishes.notBefore();
            var whole = Availability.day(day, zone);
            var start = day.atTime(from).atZone(zone).toInstant();
            var end = wishes.notAfter() == null
                    ? whole.end()
                    : day.atTime(wishes.notAfter())
                            .atZone(zone)
                            .withLaterOffsetAtOverlap()
                            .toInstant();
            return start.isBefore(end) ? List.of(new Interval(start, end)) : List.of();
        });
    }

    /** The starts that are multiples of so many minutes: none in a skipped hour, each twice in a repeated one. */
    static TimeSet aligned(Horizon horizon, ZoneId zone, int minutes) {
        var starts = TimeSet.none(horizon);
        days(horizon, zone).forEach(day -> {
            for (var minute = 0; minute < 24 * 60; minute += minutes) {
                var wall = day.atStartOfDay().plusMinutes(minute);
                for (var offset : zone.getRules().getValidOffsets(wall)) {
                    var start = wall.toInstant(offset);
                    var slot = horizon.floor(start);
                    if (horizon.instant(slot).equals(start)) {
                        starts.add(slot, slot + 1);
                    }
                }
            }
        });
        return starts;
    }

    private static Stream<LocalDate> days(Horizon horizon, ZoneId zone) {
        return LocalDate.ofInstant(horizon.start(), zone)
                .datesUntil(LocalDate.ofInstant(horizon.end(), zone).plusDays(1));
    }
}
