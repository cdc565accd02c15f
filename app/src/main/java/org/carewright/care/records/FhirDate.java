package org.carewright.care.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
                default -> new FhirDate(read(withoutLeapSecond(text)), Exactness.TIME);
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

    /** An import reads several for each resource; what looks as usual is read without a formatter, ten times as fast. */
    private static Instant read(String text) {
        var end = text.length();
        var zone = text.charAt(end - 1) == 'Z' ? end - 1 : end - 6;
        var seconds = zone == 19 ? "" : ".000";
        if (!hasShape(text, "0000-00-00T00:00:00" + seconds + (zone == end - 1 ? "Z" : "+00:00"))) {
            return OffsetDateTime.parse(text).toInstant();
        }
        var sign = text.charAt(zone) == '-' ? -1 : 1;
        var offset = zone == end - 1
                ? ZoneOffset.UTC
                : ZoneOffset.ofHoursMinutes(sign * number(text, zone + 1, 2), sign * number(text, zone + 4, 2));
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 2),
                        number(text, 8, 2),
                        number(text, 11, 2),
                        number(text, 14, 2),
                        number(text, 17, 2),
                        zone == 19 ? 0 : 1_000_000 * number(text, 20, 3))
                .toInstant(offset);
    }

    /** In the shape 0 stands for any digit, + for either sign, and all else for itself. */
    private static boolean hasShape(String text, String shape) {
        if (text.length() != shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            var wanted = shape.charAt(i);
            var is = text.charAt(i);
            var fits = wanted == '0' ? is >= '0' && is <= '9' : is == wanted || (wanted == '+' && is == '-');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits, int from, int length) {
        var number = 0;
        for (int i = from; i < from + length; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    /** FHIR allows second 60, java.time does not know it. */
    private static String withoutLeapSecond(String text) {
        return text.startsWith(":60", 16) ? text.substring(0, 16) + ":59" + text.substring(19) : text;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
