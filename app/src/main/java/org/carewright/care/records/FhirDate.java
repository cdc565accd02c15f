package org.carewright.care.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.carewright.care.records.ThroughlineItem.Exactness;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR date, dateTime or instant, which may stop at the year, the month or the day.
 *
 * @param at the moment; where the text names only a date, that date's first moment in UTC, and it is shown as a date
 * @param exact how much of it the text gave
 */
record FhirDate(Instant at, Exactness exact) {

    /** Null when the text is none: a resource of unknown type may call anything a date. */
    static @Nullable FhirDate find(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return null; // java.time knows years beyond all calendars and beyond PostgreSQL
        }
        try {
            return switch (text.length()) {
                case 4 -> new FhirDate(startOf(Year.parse(text).atDay(1)), Exactness.YEAR);
                case 7 -> new FhirDate(startOf(YearMonth.parse(text).atDay(1)), Exactness.MONTH);
                case 10 -> new FhirDate(startOf(LocalDate.parse(text)), Exactness.DAY);
                default ->
                    new FhirDate(OffsetDateTime.parse(withoutLeapSecond(text)).toInstant(), Exactness.TIME);
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The moment of a text that is none perhaps, or not there. */
    static @Nullable Instant moment(@Nullable String text) {
        var date = text == null ? null : find(text);
        return date == null ? null : date.at();
    }

    /** FHIR allows second 60, java.time does not know it. */
    private static String withoutLeapSecond(String text) {
        return text.startsWith(":60", 16) ? text.substring(0, 16) + ":59" + text.substring(19) : text;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
