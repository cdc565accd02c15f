package org.carewright.foundation.clocks;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a rule gives.
 *
 * @param stage {@code due} is the deadline; others warn before it or raise it after it
 * @param amount in {@code unit}; never negative
 * @param severity how bad it is when the stage is reached
 * @param effectiveFrom first day on which it holds, or null for ever
 * @param effectiveUntil first day on which it no longer holds, or null
 */
public record ClockLimit(
        String stage,
        Sense sense,
        int amount,
        Unit unit,
        Severity severity,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveUntil) {

    /** What the amount means. */
    public enum Sense {
        /** At most so long after the start. */
        WITHIN,
        /** So long before the start, which lies ahead: a visit, an expiry. */
        BEFORE,
        /** At least so long after the start. */
        KEEP,
        /** No time: an amount to reach. */
        THRESHOLD
    }

    /** docs/clocks.md says how each is counted. */
    public enum Unit {
        MINUTES,
        HOURS,
        CALENDAR_DAYS,
        BUSINESS_DAYS,
        WEEKDAYS,
        MONTHS,
        YEARS,
        PERCENT,
        USD
    }

    /** As of the loops of the desk. */
    public enum Severity {
        CRITICAL,
        HIGH,
        MEDIUM,
        LOW
    }

    /** The deadline of a rule that a site writes for itself. */
    public static ClockLimit within(int amount, Unit unit) {
        return new ClockLimit("due", Sense.WITHIN, amount, unit, Severity.MEDIUM, null, null);
    }

    /** Whether an amount of a site asks for more than this one. */
    boolean isTightenedBy(int other) {
        return sense == Sense.WITHIN ? other < amount : other > amount;
    }

    /** "within 7 calendar days", "3 calendar days before", "at least $400" */
    String words() {
        return words(amount);
    }

    String words(int amount) {
        return switch (sense) {
            case WITHIN -> "within " + quantity(amount);
            case BEFORE -> amount == 0 ? "the same day" : quantity(amount) + " before";
            case KEEP, THRESHOLD -> "at least " + quantity(amount);
        };
    }

    private String quantity(int amount) {
        return switch (unit) {
            case PERCENT -> amount + " %";
            case USD -> "$" + amount;
            default -> amount + " " + unitWords(amount);
        };
    }

    private String unitWords(int amount) {
        var words = unit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return amount == 1 ? words.substring(0, words.length() - 1) : words;
    }
}
