package org.carewright.foundation.directory;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A stretch of a weekday, in a site's wall clock.
 *
 * @param from first moment
 * @param until first moment after; {@link LocalTime#MAX} stands for midnight at the end of the day, and hours past
 *     midnight are two stretches
 */
public record OpenHours(DayOfWeek day, LocalTime from, LocalTime until) {

    boolean overlaps(OpenHours other) {
        return day == other.day && from.isBefore(other.until) && other.from.isBefore(until);
    }
}
