package org.carewright.platform.types;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads days as forms and addresses write them. */
public final class Day {

    private static final LocalDate END = LocalDate.of(9999, 1, 1);

    private Day() {}

    /** A day of the years 1 to 9998, written 2026-03-04, so that it can be reckoned and stored with; else nothing. */
    public static Optional<LocalDate> parse(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1 && day.isBefore(END));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
