package org.carewright.care.waitlist;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.Wishes;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;
import org.jspecify.annotations.Nullable;

/** Reads the form of a request. */
final class WaitlistForm {

    /** How far ahead a request looks unless its form says otherwise. */
    private static final int USUAL_DAYS = 90;

    private WaitlistForm() {}

    /** @throws Invalid with everything that is missing or cannot be */
    static WaitRequest read(Input input) {
        var id = input.requiredId("id", Id::parse, "Open the page anew: what it needs to ask once is missing.");
        var patient = input.requiredId("patient", PatientId::of, "Choose the patient on the booking page.");
        var site = input.requiredId("site", SiteId::of, "Choose the site on the booking page.");
        var visitType = input.requiredId("visitType", VisitTypeId::of, "Choose the type of visit on the booking page.");
        var visit = input.id("visit", AppointmentId::of);
        return read(input, id, patient, site, visitType, visit);
    }

    /** The same where whose it is and for what stands already. */
    static WaitRequest read(Input input, WaitRequest standing) {
        return read(input, standing.id(), standing.patient(), standing.site(), standing.visitType(), standing.visit());
    }

    private static WaitRequest read(
            Input input,
            UUID id,
            PatientId patient,
            SiteId site,
            VisitTypeId visitType,
            @Nullable AppointmentId visit) {
        var issues = new ArrayList<Issue>();
        var priority = Params.find(Priority.class, input.value("priority")).orElseGet(() -> {
            issues.add(Issue.required("priority", "Say how soon the visit is needed."));
            return Priority.ROUTINE;
        });
        var earliest = day(input, "earliest", "Give the first day that suits.", issues);
        var latest = day(input, "latest", "Give the last day that suits.", issues);
        var notBefore = time(input, "notBefore", issues);
        var notAfter = time(input, "notAfter", issues);
        if (notBefore != null && notAfter != null && !notBefore.isBefore(notAfter)) {
            issues.add(Issue.value("notAfter", "Give a time after the one before."));
        }
        Invalid.throwIfAny(issues);
        var wishes = new Wishes(
                input.id("practitioner", PractitionerId::of),
                textOrNull(input.value("sex")),
                textOrNull(input.value("language")),
                Stream.of(DayOfWeek.values())
                        .filter(day -> input.has("weekday", String.valueOf(day.getValue())))
                        .collect(Collectors.toSet()),
                notBefore,
                notAfter);
        return new WaitRequest(
                id, patient, site, visitType, priority, visit, earliest, latest, wishes, input.value("note"));
    }

    /** What a new form shows: three months from today, but no later than before the visit she has. */
    static Input fresh(Input asked, LocalDate today, @Nullable LocalDate current) {
        var usual = today.plusDays(USUAL_DAYS);
        var latest = current == null || current.isAfter(usual) ? usual : current.minusDays(1);
        var values = new HashMap<String, String>();
        values.put("priority", "routine");
        values.put("earliest", today.toString());
        values.put("latest", (latest.isBefore(today) ? today : latest).toString());
        List.of("practitioner", "notBefore", "notAfter").forEach(name -> values.put(name, asked.value(name)));
        return Input.of(values);
    }

    /** What a form shows of a request that stands. */
    static Input of(WaitRequest request) {
        var wishes = request.wishes();
        return Input.of(Map.of(
                "priority",
                Params.code(request.priority()),
                "earliest",
                request.earliest().toString(),
                "latest",
                request.latest().toString(),
                "practitioner",
                text(wishes.practitioner()),
                "sex",
                text(wishes.sex()),
                "language",
                text(wishes.language()),
                "notBefore",
                text(wishes.notBefore()),
                "notAfter",
                text(wishes.notAfter()),
                "note",
                request.note()));
    }

    static List<String> weekdays(Wishes wishes) {
        return wishes.weekdays().stream()
                .map(day -> String.valueOf(day.getValue()))
                .toList();
    }

    private static LocalDate day(Input input, String name, String cure, List<Issue> issues) {
        return Day.parse(input.value(name)).orElseGet(() -> {
            issues.add(Issue.required(name, cure));
            return LocalDate.EPOCH;
        });
    }

    private static @Nullable LocalTime time(Input input, String name, List<Issue> issues) {
        try {
            return input.value(name).isEmpty() ? null : LocalTime.parse(input.value(name));
        } catch (DateTimeException e) {
            issues.add(Issue.value(name, "Give a time such as 09:30."));
            return null;
        }
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
