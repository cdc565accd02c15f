package org.carewright.care.scheduling;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.Openings.Easing;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.web.Input;
import org.jspecify.annotations.Nullable;

/**
 * What the booking page was asked for; all of it stands in the address. Ids are texts as they came, empty when absent.
 *
 * @param wishes what the time and the practitioner should be like
 * @param loop rule of the open loop this visit is to close, and what that loop is about
 * @param time wall clock of a free place clicked on the calendar
 * @param more whether many openings are to be shown
 * @param back the list of loops to return to, on the desk or of a patient; empty if not from there
 */
record BookingQuery(
        String site,
        String patient,
        String patientWords,
        String visitType,
        Wishes wishes,
        String room,
        LocalDate date,
        String time,
        boolean more,
        String loop,
        String subject,
        String back) {

    /** A value that is sent with a form or stands in an address. */
    record Field(String name, String value) {}

    /** @throws Invalid if a wish is none that can be met, with all of those */
    static BookingQuery of(Input input, String site, LocalDate date) {
        return new BookingQuery(
                site,
                input.value("patient"),
                input.value("patient.text"),
                input.value("visitType"),
                wishes(input),
                input.value("room"),
                date,
                input.value("time"),
                input.has("more", "yes"),
                input.value("loop"),
                input.value("subject"),
                input.back(""));
    }

    private static Wishes wishes(Input input) {
        var issues = new ArrayList<Issue>();
        var weekdays = new LinkedHashSet<DayOfWeek>();
        for (var number : input.values("weekday")) {
            if (number.matches("[1-7]")) {
                weekdays.add(DayOfWeek.of(Integer.parseInt(number)));
            } else {
                issues.add(Issue.value("weekday", "Give a weekday as a number from 1, Monday, to 7."));
            }
        }
        var wishes = new Wishes(
                input.id("practitioner", PractitionerId::of),
                orNull(input.value("sex")),
                orNull(input.value("language")),
                weekdays,
                clock(input, "notBefore", issues),
                clock(input, "notAfter", issues));
        Invalid.throwIfAny(issues);
        return wishes;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable LocalTime clock(Input input, String name, List<Issue> issues) {
        var text = input.value(name);
        try {
            return text.isEmpty() ? null : LocalTime.parse(text);
        } catch (DateTimeException notATime) {
            issues.add(Issue.value(name, "Give a time of day, such as 08:30."));
            return null;
        }
    }

    BookingQuery with(String chosenPatient, LocalDate from) {
        return new BookingQuery(
                site, chosenPatient, "", visitType, wishes, room, from, time, more, loop, subject, back);
    }

    /** Where more times stand: first many instead of few, then those from the last day on that was shown. */
    String moreUrl(BookingAnswer answer) {
        return more ? with(patient, answer.nextDay()).url() : withMore().url();
    }

    private BookingQuery withMore() {
        return new BookingQuery(
                site, patient, patientWords, visitType, wishes, room, date, time, true, loop, subject, back);
    }

    /** The same without some of its wishes, and at another site if that is one of them. */
    BookingQuery without(Set<Easing> dropped, String otherSite) {
        return new BookingQuery(
                dropped.contains(Easing.SITE) ? otherSite : site,
                patient,
                patientWords,
                visitType,
                wishes.without(dropped),
                room,
                date,
                time,
                more,
                loop,
                subject,
                back);
    }

    String practitioner() {
        return wishes.practitioner() == null ? "" : wishes.practitioner().toString();
    }

    List<String> weekdays() {
        return wishes.weekdays().stream()
                .map(day -> String.valueOf(day.getValue()))
                .sorted()
                .toList();
    }

    /** Whether there are wishes beyond those that are always shown. */
    boolean hasMoreWishes() {
        return wishes.sex() != null || wishes.language() != null || wishes.limitDays() || wishes.limitHours();
    }

    /** All of it but the day and time, and the room that a time of one's own asks for. */
    List<Field> fields() {
        return Stream.concat(
                        Stream.of(
                                new Field("site", site),
                                new Field("patient", patient),
                                new Field("visitType", visitType),
                                new Field("practitioner", practitioner()),
                                new Field("sex", text(wishes.sex())),
                                new Field("language", text(wishes.language())),
                                new Field("notBefore", text(wishes.notBefore())),
                                new Field("notAfter", text(wishes.notAfter())),
                                new Field("more", more ? "yes" : ""),
                                new Field("loop", loop),
                                new Field("subject", subject),
                                new Field("back", back)),
                        weekdays().stream().map(day -> new Field("weekday", day)))
                .filter(field -> !field.value().isEmpty())
                .toList();
    }

    String url() {
        var place = Stream.of(new Field("date", date.toString()), new Field("time", time), new Field("room", room))
                .filter(field -> !field.value().isEmpty());
        return Stream.concat(fields().stream(), place)
                .map(field -> field.name() + "=" + URLEncoder.encode(field.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/schedule/book?", ""));
    }

    /** What the loop this visit is booked from will see. */
    String loopWords() {
        return switch (loop) {
            case "no-show-rebook" ->
                "This visit answers one that was missed. Once it is booked, the loop leaves the desk.";
            case "cancelled-rebook" ->
                "This visit answers one that was cancelled. Once it is booked, the loop leaves the desk.";
            default -> "This visit is booked from the desk. Once it is on the schedule, the loop closes by itself.";
        };
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
