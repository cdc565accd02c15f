package org.carewright.platform.fhir;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.carewright.platform.fhir.SearchValue.Period;
import org.carewright.platform.fhir.SearchValue.Prefix;
import org.carewright.platform.fhir.SearchValue.Quantity;
import org.carewright.platform.fhir.SearchValue.Token;
import org.jspecify.annotations.Nullable;

/** Reads the texts of search parameters (R4, section 3.1.1.4); null where a text is none of its kind. */
final class SearchText {

    private static final int MOST_DIGITS = 60;

    private SearchText() {}

    /** The alternatives in a text, between commas. */
    static List<String> alternatives(String text) {
        return split(text, ',');
    }

    /** {@code code}, {@code system|code}, {@code |code}, {@code system|}. */
    static Token token(String text) {
        var parts = split(text, '|');
        if (parts.size() == 1) {
            return new Token(null, plain(text));
        }
        var code = plain(parts.get(1));
        return new Token(plain(parts.getFirst()), code.isEmpty() ? null : code);
    }

    /** {@code 2026}, {@code ge2026-11-22}, {@code lt2026-11-22T09:40:00-05:00}; without an offset on the zone's clock. */
    static @Nullable Period period(String text, Supplier<ZoneId> zone) {
        var prefix = prefix(text);
        var date = prefix == null ? text : text.substring(2);
        try {
            return period(prefix == null ? Prefix.EQ : prefix, date, zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Period period(Prefix prefix, String date, Supplier<ZoneId> zone) {
        var time = date.indexOf('T');
        if (time < 0) {
            var first = switch (date.length()) {
                case 4 -> Year.parse(date).atDay(1);
                case 7 -> YearMonth.parse(date).atDay(1);
                case 10 -> LocalDate.parse(date);
                default -> null;
            };
            if (first == null) {
                return null;
            }
            var next = switch (date.length()) {
                case 4 -> first.plusYears(1);
                case 7 -> first.plusMonths(1);
                default -> first.plusDays(1);
            };
            return new Period(prefix, first.atStartOfDay(), next.atStartOfDay(), zone.get());
        }
        var hasOffset = date.endsWith("Z") || date.indexOf('+') > time || date.indexOf('-', time) > time;
        var clock = hasOffset ? date.replaceFirst("(Z|[+-]\\d\\d:\\d\\d)$", "") : date;
        var from = LocalDateTime.parse(clock);
        var digits = clock.length() - time;
        var until = digits <= "T09:40".length()
                ? from.plusMinutes(1)
                : digits <= "T09:40:00".length() ? from.plusSeconds(1) : from.plus(1, ChronoUnit.MILLIS);
        return new Period(
                prefix,
                from,
                until,
                hasOffset ? OffsetDateTime.parse(withSeconds(date)).getOffset() : zone.get());
    }

    private static String withSeconds(String date) {
        return date.matches(".*T\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)")
                ? date.replaceFirst("(T\\d\\d:\\d\\d)", "$1:00")
                : date;
    }

    /** {@code 5.4}, {@code gt5.4}, {@code 5.4|http://unitsofmeasure.org|mg}, {@code 5.4||mg}. */
    static @Nullable Quantity quantity(String text) {
        var prefix = prefix(text);
        var parts = split(prefix == null ? text : text.substring(2), '|');
        if (parts.getFirst().length() > MOST_DIGITS) {
            return null;
        }
        try {
            var value = new BigDecimal(parts.getFirst());
            if (Math.abs(value.scale()) > MOST_DIGITS) {
                return null;
            }
            // R4, section 3.1.1.4.5: as wide as its last digit was precise.
            var half = BigDecimal.valueOf(5, value.scale() + 1);
            var isNear = prefix == Prefix.AP;
            var margin = isNear ? value.abs().movePointLeft(1).max(half) : half;
            return new Quantity(
                    prefix == null ? Prefix.EQ : prefix,
                    value,
                    value.subtract(margin),
                    value.add(margin),
                    parts.size() < 3 || parts.get(1).isEmpty() ? null : plain(parts.get(1)),
                    parts.size() < 3 || parts.get(2).isEmpty() ? null : plain(parts.get(2)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Without the backslashes that protect what would else have a meaning. */
    static String plain(String text) {
        return text.indexOf('\\') < 0 ? text : text.replaceAll("\\\\([,|$\\\\])", "$1");
    }

    private static @Nullable Prefix prefix(String text) {
        if (text.length() < 3 || Character.isDigit(text.charAt(0)) || !Character.isLetter(text.charAt(1))) {
            return null;
        }
        for (var prefix : Prefix.values()) {
            if (text.startsWith(prefix.name().toLowerCase(Locale.ROOT))) {
                return prefix;
            }
        }
        return null;
    }

    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
