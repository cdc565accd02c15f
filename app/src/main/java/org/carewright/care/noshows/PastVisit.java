package org.carewright.care.noshows;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A visit whose outcome is known, or is to be foretold.
 *
 * @param patient whoever it is, in any words that are hers alone
 * @param booked when the visit was booked, on the clock of the site; {@code starts} likewise
 * @param age in years at the visit, or null
 * @param sex as the source says it, or empty; only for the report on groups of patients, never learned from
 * @param reminders how many were sent until the evening before
 * @param missed null while it is not known
 */
record PastVisit(
        String patient,
        LocalDateTime booked,
        LocalDateTime starts,
        @Nullable Integer age,
        String sex,
        int reminders,
        @Nullable Boolean missed) {

    boolean isSameDay() {
        return booked.toLocalDate().equals(starts.toLocalDate());
    }

    boolean wasMissed() {
        return Boolean.TRUE.equals(missed);
    }
}
