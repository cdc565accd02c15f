package org.carewright.platform.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a search compares with, read from the text of its parameter (R4, section 3.1.1.4). */
public sealed interface SearchValue {

    /** How the value of a resource relates to the one asked for. */
    enum Prefix {
        EQ,
        NE,
        GT,
        LT,
        GE,
        LE,
        SA,
        EB,
        AP
    }

    /**
     * @param system null when any will do, empty when there must be none
     * @param code null when any of the system will do
     */
    record Token(@Nullable String system, @Nullable String code) implements SearchValue {}

    /** Words of a string, to be found at its start, anywhere in it, or as the whole of it. */
    record Text(String text, Match match) implements SearchValue {

        public enum Match {
            START,
            CONTAINS,
            EXACT
        }

        /** The text as a pattern for {@code like}, which means nothing but itself. */
        public String pattern() {
            var literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            return match == Match.CONTAINS ? "%" + literal + "%" : literal + "%";
        }
    }

    /**
     * A stretch of time, as long as the date was precise.
     *
     * @param from its first moment on the wall clock of the zone
     * @param until the moment after it
     */
    record Period(Prefix prefix, LocalDateTime from, LocalDateTime until, ZoneId zone) implements SearchValue {

        /** As PostgreSQL names it, which counts the hours of an offset westward, as POSIX does. */
        String zoneName() {
            var id = zone.getId();
            return switch (id.charAt(0)) {
                case '+' -> "-" + id.substring(1);
                case '-' -> "+" + id.substring(1);
                default -> id;
            };
        }

        Instant start() {
            return from.atZone(zone).toInstant();
        }

        Instant end() {
            return until.atZone(zone).toInstant();
        }

        LocalDate firstDay() {
            return from.toLocalDate();
        }

        /** The day after the last one. */
        LocalDate nextDay() {
            return until.minusNanos(1).toLocalDate().plusDays(1);
        }
    }

    /**
     * A number, as wide as its digits were precise.
     *
     * @param system of the unit, or null
     * @param code the unit, or null
     */
    record Quantity(
            Prefix prefix,
            BigDecimal value,
            BigDecimal from,
            BigDecimal until,
            @Nullable String system,
            @Nullable String code)
            implements SearchValue {}

    record Uri(String uri) implements SearchValue {}

    /**
     * Other resources.
     *
     * @param type theirs, or null when the search did not say
     * @param sql one id as an expression, or the query that finds several
     * @param url the whole address where one was given, which what is kept elsewhere is known by; else null
     */
    record Target(
            @Nullable String type,
            String sql,
            boolean isOne,
            @Nullable String url) implements SearchValue {

        /** What stands behind {@code in} for a column of ids. */
        public String ids() {
            return "(" + sql + ")";
        }

        /** What stands behind {@code in} for the text of a Reference: {@code Patient/0192…}. */
        public String references(String ofType) {
            return isOne
                    ? "('" + ofType + "/' || " + sql + ")"
                    : "(select '" + ofType + "/' || i from (" + sql + ") as target (i))";
        }
    }
}
