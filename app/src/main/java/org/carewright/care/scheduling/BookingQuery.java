package org.carewright.care.scheduling;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.carewright.platform.web.Input;

/**
 * What the booking page was asked for; all of it stands in the address. Ids are texts as they came, empty when absent.
 *
 * @param practitioner empty for any who can
 * @param loop rule of the open loop this visit is to close, and what that loop is about
 * @param time wall clock of a free place clicked on the calendar
 * @param back the list of loops to return to, on the desk or of a patient; empty if not from there
 */
record BookingQuery(
        String site,
        String patient,
        String patientWords,
        String visitType,
        String practitioner,
        String room,
        LocalDate date,
        String time,
        String loop,
        String subject,
        String back) {

    static BookingQuery of(Input input, String site, LocalDate date) {
        return new BookingQuery(
                site,
                input.value("patient"),
                input.value("patient.text"),
                input.value("visitType"),
                input.value("practitioner"),
                input.value("room"),
                date,
                input.value("time"),
                input.value("loop"),
                input.value("subject"),
                input.back(""));
    }

    BookingQuery with(String chosenPatient, LocalDate from) {
        return new BookingQuery(
                site, chosenPatient, "", visitType, practitioner, room, from, time, loop, subject, back);
    }

    String url() {
        return "/schedule/book?site=" + part(site)
                + "&patient=" + part(patient)
                + "&visitType=" + part(visitType)
                + "&practitioner=" + part(practitioner)
                + "&room=" + part(room)
                + "&date=" + date
                + "&time=" + part(time)
                + "&loop=" + part(loop)
                + "&subject=" + part(subject)
                + "&back=" + part(back);
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

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
