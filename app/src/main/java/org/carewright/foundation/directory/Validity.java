package org.carewright.foundation.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something holds, half-open.
 *
 * @param from the first day
 * @param until the first day on which it no longer holds, or null for as long as nobody ends it
 */
public record Validity(LocalDate from, @Nullable LocalDate until) {

    public static Validity from(LocalDate first) {
        return new Validity(first, null);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
