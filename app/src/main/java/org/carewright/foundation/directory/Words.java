package org.carewright.foundation.directory;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.platform.types.Coding;
import org.carewright.platform.web.Option;
import org.springframework.util.StringUtils;

/** How the directory's values read on its pages, and the options of its forms. */
final class Words {

    private static final List<String> LANGUAGES =
            List.of("en", "es", "ar", "ase", "de", "fr", "hi", "ht", "ko", "ne", "pt", "ru", "so", "tl", "vi", "zh");

    private static final List<String> US_ZONES = List.of(
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "Pacific/Honolulu",
            "America/Puerto_Rico");

    private Words() {}

    static String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.US);
    }

    static String shortDay(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.US);
    }

    static String time(LocalTime time) {
        return time.equals(LocalTime.MAX)
                ? "24:00"
                : DateTimeFormatter.ofPattern("HH:mm", Locale.US).format(time);
    }

    static String date(LocalDate date) {
        return DateTimeFormatter.ofPattern("EEE MMM d, uuuu", Locale.US).format(date);
    }

    static String validity(Validity validity) {
        var until = validity.until();
        return until == null
                ? "since " + date(validity.from())
                : date(validity.from()) + " to " + date(until.minusDays(1));
    }

    /** "Mon Nov 23, 2026 to Tue Nov 24, 2026" for whole days, else with the times. */
    static String stretch(HoursException exception) {
        var wholeDays = exception.starts().toLocalTime().equals(LocalTime.MIDNIGHT)
                && exception.ends().toLocalTime().equals(LocalTime.MIDNIGHT);
        var first = exception.starts().toLocalDate();
        var last = wholeDays
                ? exception.ends().toLocalDate().minusDays(1)
                : exception.ends().toLocalDate();
        if (wholeDays) return first.equals(last) ? date(first) : date(first) + " to " + date(last);
        return date(first) + " " + time(exception.starts().toLocalTime()) + "–"
                + (first.equals(last) ? "" : date(last) + " ")
                + time(exception.ends().toLocalTime());
    }

    /** {@code FRONT_DESK} as "Front desk". */
    static String of(Enum<?> constant) {
        return StringUtils.capitalize(constant.name().replace('_', ' ').toLowerCase(Locale.ROOT));
    }

    /** In alphabetical order, so that a set reads the same each time. */
    static String list(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    static String language(String code) {
        return Locale.forLanguageTag(code).getDisplayLanguage(Locale.US);
    }

    static String languages(List<String> codes) {
        return codes.stream().map(Words::language).collect(Collectors.joining(", "));
    }

    static List<Option> languageOptions() {
        return LANGUAGES.stream().map(code -> Option.of(code, language(code))).toList();
    }

    static List<Option> zoneOptions() {
        var others = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.matches("(America|Pacific|Atlantic|Europe|Asia|Africa|Australia)/.*"))
                .filter(zone -> !US_ZONES.contains(zone))
                .sorted();
        return Stream.concat(US_ZONES.stream(), others)
                .map(zone -> Option.of(zone, zone.replace('_', ' ')))
                .toList();
    }

    static List<Option> dayOptions() {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> Option.of(day.name(), shortDay(day)))
                .toList();
    }

    static List<Option> specialtyOptions() {
        return codings(Specialty.codings());
    }

    static List<Option> siteOptions(List<Site> sites) {
        return sites.stream()
                .map(site -> Option.of(site.id().toString(), site.name()))
                .toList();
    }

    static List<Option> options(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(constant -> Option.of(constant.name(), of(constant)))
                .toList();
    }

    private static List<Option> codings(List<Coding> codings) {
        return codings.stream()
                .map(coding -> Option.of(coding.code(), coding.display()))
                .toList();
    }
}
