package org.carewright.foundation.clocks;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.Tone;
import org.springframework.util.StringUtils;

/** How rules read on their pages. */
final class ClockWords {

    private ClockWords() {}

    static boolean isHouseRule(ClockRule rule) {
        return rule.source().equals("House rule");
    }

    /** What a search looks into, in small letters. */
    static String text(ClockRule rule) {
        return String.join(
                        " ", rule.id(), rule.title(), rule.startsWith(), rule.scope(), rule.source(), rule.legalBasis())
                .toLowerCase(Locale.ROOT);
    }

    /** "amber within 7 calendar days, due within 14 calendar days" */
    static String limits(ClockRule rule) {
        return rule.limits().size() == 1
                ? rule.limits().getFirst().words()
                : rule.limits().stream()
                        .map(limit -> limit.stage() + " " + limit.words())
                        .collect(Collectors.joining(", "));
    }

    static String stage(String stage) {
        return StringUtils.capitalize(stage.replace('-', ' '));
    }

    static Tone tone(ClockLimit limit) {
        return switch (limit.severity()) {
            case CRITICAL, HIGH -> Tone.RED;
            case MEDIUM -> Tone.AMBER;
            case LOW -> Tone.NEUTRAL;
        };
    }

    /** "from Jan 1, 2026", "always" */
    static String effective(ClockLimit limit) {
        var from = limit.effectiveFrom();
        var until = limit.effectiveUntil();
        if (from == null && until == null) return "always";
        return ((from == null ? "" : "from " + date(from)) + (until == null ? "" : " to " + date(until.minusDays(1))))
                .strip();
    }

    static List<Option> stages(ClockRule rule) {
        return rule.limits().stream()
                .map(limit -> Option.of(limit.stage(), stage(limit.stage()) + ": " + limit.words()))
                .toList();
    }

    /** The units of time, for a rule of our own. */
    static List<Option> units() {
        return Arrays.stream(ClockLimit.Unit.values())
                .filter(unit -> unit.compareTo(ClockLimit.Unit.PERCENT) < 0)
                .map(unit -> Option.of(
                        unit.name(), unit.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .toList();
    }

    private static String date(LocalDate date) {
        return DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US).format(date);
    }
}
