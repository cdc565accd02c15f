package org.carewright.foundation.directory;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;

/** Reads the forms of a practitioner's pages. */
final class PractitionerForm {

    private PractitionerForm() {}

    static Practitioner blank() {
        return Practitioner.named("", "", "", "", "", Sex.UNKNOWN);
    }

    static Practitioner read(Input input, Practitioner practitioner) {
        return new Practitioner(
                practitioner.id(),
                input.value("family"),
                input.value("given"),
                input.value("prefix"),
                input.value("suffix"),
                input.value("npi"),
                Fields.choice(input, "sex", Sex.UNKNOWN),
                input.values("languages"),
                Fields.words(input, "skills"),
                practitioner.user(),
                practitioner.active(),
                Fields.version(input));
    }

    static PractitionerRole readRole(Input input, PractitionerId practitioner) {
        var issues = new ArrayList<Issue>();
        var specialty = Specialty.find(input.value("specialty"));
        if (specialty.isEmpty()) issues.add(Issue.required("specialty", "Choose a specialty."));
        var site = site(input, issues);
        var validity = validity(input, issues);
        Invalid.throwIfAny(issues);
        return new PractitionerRole(Id.fresh(), practitioner, site, specialty.orElseThrow(), validity);
    }

    /** The same hours on several weekdays. */
    static List<PractitionerHours> readHours(Input input, PractitionerId practitioner) {
        var issues = new ArrayList<Issue>();
        var site = site(input, issues);
        var days = Arrays.stream(DayOfWeek.values())
                .filter(day -> input.has("days", day.name()))
                .toList();
        if (days.isEmpty()) issues.add(Issue.required("days", "Choose at least one weekday."));
        var times = WeeklyHours.parse(DayOfWeek.MONDAY, input.value("hours"), new ArrayList<>());
        if (times.isEmpty()) issues.add(Issue.value("hours", "Write the hours as 08:00–12:00, 13:00–17:00."));
        var validity = validity(input, issues);
        Invalid.throwIfAny(issues);
        return days.stream()
                .flatMap(day -> times.stream().map(time -> new OpenHours(day, time.from(), time.until())))
                .map(hours -> new PractitionerHours(Id.fresh(), practitioner, site, hours, validity))
                .toList();
    }

    /** Whole days, or from a time of the first to a time of the last. */
    static HoursException readException(Input input, PractitionerId practitioner) {
        var issues = new ArrayList<Issue>();
        var first = day(input, "first", "Give the first day.", issues);
        var last = input.value("last").isEmpty() ? first : day(input, "last", "Write the last day as a date.", issues);
        var starts =
                input.value("starts").isEmpty() ? first.atStartOfDay() : first.atTime(time(input, "starts", issues));
        var ends = input.value("ends").isEmpty()
                ? last.plusDays(1).atStartOfDay()
                : last.atTime(time(input, "ends", issues));
        Invalid.throwIfAny(issues);
        return new HoursException(
                Id.fresh(),
                practitioner,
                input.id("site", SiteId::of),
                Fields.choice(input, "kind", HoursException.Kind.AWAY),
                starts,
                ends,
                input.value("reason"));
    }

    // What cannot be read becomes an issue, and a value that nobody sees because the issue is thrown.

    private static SiteId site(Input input, List<Issue> issues) {
        var site = input.id("site", SiteId::of);
        if (site != null) return site;
        issues.add(Issue.required("site", "Choose a site."));
        return SiteId.fresh();
    }

    private static Validity validity(Input input, List<Issue> issues) {
        var from = day(input, "from", "Give the first day.", issues);
        if (input.value("until").isEmpty()) return Validity.from(from);
        var validity = new Validity(
                from,
                day(input, "until", "Write the last day as a date.", issues).plusDays(1));
        Checks.validity(issues, validity);
        return validity;
    }

    private static LocalDate day(Input input, String name, String cure, List<Issue> issues) {
        var date = Fields.date(input, name);
        if (date != null) return date;
        issues.add(Issue.required(name, cure));
        return LocalDate.EPOCH;
    }

    private static LocalTime time(Input input, String name, List<Issue> issues) {
        try {
            return LocalTime.parse(input.value(name));
        } catch (DateTimeParseException e) {
            issues.add(Issue.value(name, "Write the time as 13:30."));
            return LocalTime.MIDNIGHT;
        }
    }
}
