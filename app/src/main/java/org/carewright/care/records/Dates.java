package org.carewright.care.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.carewright.care.records.ThroughlineItem.Exactness;

/** Dates that may stop at the year or the month, as they stand in UTC. */
final class Dates {

    private Dates() {}

    /** {@code 1987}, {@code May 1987}, {@code May 2, 1987} */
    static String words(Instant at, Exactness exact) {
        return format(
                at,
                switch (exact) {
                    case YEAR -> "uuuu";
                    case MONTH -> "MMM uuuu";
                    case DAY, TIME -> "MMM d, uuuu";
                });
    }

    /** {@code 1987}, {@code 1987-05}, {@code 1987-05-02} */
    static String machine(Instant at, Exactness exact) {
        return format(
                at,
                switch (exact) {
                    case YEAR -> "uuuu";
                    case MONTH -> "uuuu-MM";
                    case DAY, TIME -> "uuuu-MM-dd";
                });
    }

    private static String format(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }
}
