package org.carewright.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Times as people say them: "tomorrow 09:40", "2 days late", "5 minutes ago". Pure: the moment, the zone and the
 * language are given. English, and Spanish for what patients see; any other language reads English.
 */
public record PeopleTime(Instant now, ZoneId zone, Locale locale) {

    /** How near a deadline is, which is also its colour. */
    public enum Nearness {
        LATE,
        SOON,
        LATER
    }

    private static final Duration SOON = Duration.ofHours(24);

    /** "today 09:40", "tomorrow 09:40", "Fri Nov 27 09:40"; with the year when it is another one. */
    public String moment(Instant at) {
        var local = at.atZone(zone);
        return day(local.toLocalDate()) + " " + time(at);
    }

    /** "09:40" */
    public String time(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm", locale).format(at.atZone(zone));
    }

    /** "tomorrow 09:40–10:10", the end said in full only when it is on another day. */
    public String span(Instant from, Instant to) {
        var sameDay = from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate());
        return moment(from) + "–" + (sameDay ? time(to) : moment(to));
    }

    /** "today", "tomorrow", "yesterday", "Fri Nov 27", "Jan 9, 2027". */
    public String day(LocalDate date) {
        var days = ChronoUnit.DAYS.between(today(), date);
        if (days == 0) return words().today();
        if (days == 1) return words().tomorrow();
        if (days == -1) return words().yesterday();
        if (date.getYear() == today().getYear()) return format(words().dayPattern(), date);
        return date(date);
    }

    /** "Mar 4, 1958": a date that does not move with today, such as a birth date. */
    public String date(LocalDate date) {
        return format(words().datePattern(), date);
    }

    /** "Mar 4, 1958 (68)"; days, weeks and months for the very young: "Nov 3, 2026 (2 wk)". */
    public String born(LocalDate birthDate) {
        return date(birthDate) + " (" + shortAge(birthDate) + ")";
    }

    /** "due in 20 minutes", "due today 17:00", "due Thu Nov 26 12:00"; after it "3 hours late", "2 days late". */
    public String due(Instant at) {
        if (isPast(at)) return words().late().formatted(amount(Duration.between(at, now)));
        var left = Duration.between(now, at);
        if (left.compareTo(Duration.ofMinutes(90)) < 0) return words().dueIn().formatted(amount(left));
        return words().due().formatted(moment(at));
    }

    /** "due today", "due Thu Nov 26"; from the next day on "1 day late". */
    public String due(LocalDate day) {
        var late = ChronoUnit.DAYS.between(day, today());
        if (late > 0) return words().late().formatted(count(late, words().day()));
        return words().due().formatted(day(day));
    }

    /** "just now", "5 minutes ago", "3 hours ago", then as {@link #moment}. */
    public String ago(Instant at) {
        var passed = Duration.between(at, now);
        if (passed.isNegative() || passed.compareTo(Duration.ofHours(12)) >= 0) return moment(at);
        if (passed.compareTo(Duration.ofMinutes(1)) < 0) return words().justNow();
        return words().ago().formatted(amount(passed));
    }

    /** "20 minutes", "3 hours", "2 days": the largest whole unit, at least one minute. */
    public String amount(Duration duration) {
        if (duration.compareTo(Duration.ofHours(1)) < 0)
            return count(Math.max(1, duration.toMinutes()), words().minute());
        if (duration.compareTo(Duration.ofDays(1)) < 0) return count(duration.toHours(), words().hour());
        return count(duration.toDays(), words().day());
    }

    /** "68 years", "7 months", "12 days". */
    public String age(LocalDate birthDate) {
        var age = Period.between(birthDate, today());
        if (age.getYears() >= 2) return count(age.getYears(), words().year());
        if (age.toTotalMonths() >= 3) return count(age.toTotalMonths(), words().month());
        return count(Math.max(0, ChronoUnit.DAYS.between(birthDate, today())), words().day());
    }

    /** The exact value for the hover: "Monday, November 23, 2026, 09:40 EST". */
    public String exact(Instant at) {
        return exact(at.atZone(zone).toLocalDate())
                + DateTimeFormatter.ofPattern(", HH:mm zzz", locale).format(at.atZone(zone));
    }

    public String exact(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(date);
    }

    public Nearness nearness(Instant due) {
        if (isPast(due)) return Nearness.LATE;
        return Duration.between(now, due).compareTo(SOON) <= 0 ? Nearness.SOON : Nearness.LATER;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    public ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }

    private boolean isPast(Instant due) {
        return due.isBefore(now);
    }

    private String shortAge(LocalDate birthDate) {
        var age = Period.between(birthDate, today());
        if (age.getYears() >= 2) return String.valueOf(age.getYears());
        if (age.toTotalMonths() >= 3) return age.toTotalMonths() + " " + words().mo();
        var days = ChronoUnit.DAYS.between(birthDate, today());
        return days >= 14 ? days / 7 + " " + words().wk() : days + " " + words().d();
    }

    private String format(String pattern, LocalDate date) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(date);
    }

    private static String count(long number, Unit unit) {
        return number + " " + (number == 1 ? unit.one() : unit.many());
    }

    private Words words() {
        return locale.getLanguage().equals("es") ? SPANISH : ENGLISH;
    }

    private record Unit(String one, String many) {}

    private record Words(
            String today,
            String tomorrow,
            String yesterday,
            String dayPattern,
            String datePattern,
            String due,
            String dueIn,
            String late,
            String justNow,
            String ago,
            Unit minute,
            Unit hour,
            Unit day,
            Unit month,
            Unit year,
            String d,
            String wk,
            String mo) {}

    private static final Words ENGLISH = new Words(
            "today",
            "tomorrow",
            "yesterday",
            "EEE MMM d",
            "MMM d, yyyy",
            "due %s",
            "due in %s",
            "%s late",
            "just now",
            "%s ago",
            new Unit("minute", "minutes"),
            new Unit("hour", "hours"),
            new Unit("day", "days"),
            new Unit("month", "months"),
            new Unit("year", "years"),
            "d",
            "wk",
            "mo");

    private static final Words SPANISH = new Words(
            "hoy",
            "mañana",
            "ayer",
            "EEE d MMM",
            "d MMM yyyy",
            "vence %s",
            "vence en %s",
            "%s de retraso",
            "ahora mismo",
            "hace %s",
            new Unit("minuto", "minutos"),
            new Unit("hora", "horas"),
            new Unit("día", "días"),
            new Unit("mes", "meses"),
            new Unit("año", "años"),
            "d",
            "sem",
            "m");
}
