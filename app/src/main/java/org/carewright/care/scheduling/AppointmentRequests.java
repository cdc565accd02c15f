package org.carewright.care.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.BookingOutcome.InThePast;
import org.carewright.care.scheduling.BookingOutcome.OutsideHours;
import org.carewright.care.scheduling.BookingOutcome.Overbooked;
import org.carewright.care.scheduling.BookingOutcome.Problem;
import org.carewright.care.scheduling.BookingOutcome.SlotTaken;
import org.carewright.care.scheduling.BookingOutcome.TooFarAhead;
import org.carewright.care.scheduling.BookingOutcome.Unsuitable;
import org.carewright.care.scheduling.Resources.Known;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.fhir.FhirRefusal;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a FHIR client wants to book, and what it is told when it cannot be. */
@Component
class AppointmentRequests {

    /** How long a time is held for which nothing else is said. */
    static final Duration HOLD = Duration.ofMinutes(15);

    private final Resources directory;
    private final Clock clock;

    AppointmentRequests(Resources directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @param issues found before; those found here are added
     * @throws Invalid with all of them, if there are any
     */
    BookingRequest request(AppointmentId id, AppointmentContent wanted, Actor actor, List<Issue> issues) {
        var known = directory.known();
        var visitType = visitType(wanted.visitTypes(), known, issues);
        var place = place(wanted, known, actor, issues);
        if (wanted.patients().size() != 1) {
            issues.add(Issue.required("Appointment.participant", "must name one Patient as actor"));
        }
        if (wanted.practitioners().size() > 1) {
            issues.add(new Issue(
                    "Appointment.participant", "not-supported", "may name one Practitioner; others are chosen"));
        }
        var time = time(wanted, visitType, issues);
        Invalid.throwIfAny(issues);
        return new BookingRequest(
                id,
                new PatientId(wanted.patients().getFirst()),
                Objects.requireNonNull(place).site(),
                Objects.requireNonNull(visitType).id(),
                wanted.practitioners().isEmpty()
                        ? null
                        : new PractitionerId(wanted.practitioners().getFirst()),
                place.room(),
                Objects.requireNonNull(time),
                wanted.reason(),
                null,
                null);
    }

    /** @throws FhirRefusal unless it is booked, with an issue for each thing in the way */
    void answer(BookingOutcome outcome, JsonNode content, PatientId patient) {
        switch (outcome) {
            case BookingOutcome.Booked booking -> {}
            case BookingOutcome.Refused refused ->
                throw new FhirRefusal(
                        409, issues(refused.problems(), content), refused.tellsOfPatient() ? patient : null);
            case BookingOutcome.NotAllowed(var status) ->
                throw new FhirRefusal(
                        422,
                        "business-rule",
                        "The visit to be replaced is " + status.words() + ": it cannot be moved.");
        }
    }

    /** @param texts ids or names by which the kind of visit is said */
    static @Nullable VisitRules visitType(List<String> texts, Known known, List<Issue> issues) {
        var offered = known.rules();
        var found = texts.stream()
                .flatMap(text -> offered.stream().filter(it -> isCalled(it, text)))
                .findFirst();
        if (found.isEmpty()) {
            issues.add(Issue.required(
                    "Appointment.serviceType",
                    "must name a visit type, by its text or a coding of " + AppointmentContent.VISIT_TYPE + ": "
                            + offered.stream().map(VisitRules::name).collect(Collectors.joining(", "))));
        }
        return found.orElse(null);
    }

    private static boolean isCalled(VisitRules visitType, String text) {
        return visitType.id().toString().equals(text) || visitType.name().equalsIgnoreCase(text);
    }

    private record Place(SiteId site, @Nullable RoomId room) {}

    /** Where it shall be: a room, or a site where any room will do; a token for one site need not say. */
    private static @Nullable Place place(AppointmentContent wanted, Known known, Actor actor, List<Issue> issues) {
        SiteId site = null;
        RoomId room = null;
        for (var location : wanted.locations()) {
            var siteOfRoom = known.findSiteOfRoom(location);
            if (siteOfRoom.isPresent()) {
                room = new RoomId(location);
                site = siteOfRoom.get();
            } else if (known.findSite(new SiteId(location)).isPresent()) {
                site = new SiteId(location);
            } else {
                issues.add(new Issue(
                        "Appointment.participant", "not-found", "names a Location that is no site or room here"));
            }
        }
        if (site == null && actor.sites().size() == 1) {
            site = actor.sites().iterator().next();
        }
        if (site == null) {
            issues.add(Issue.required("Appointment.participant", "must name a Location: the site, or a room of it"));
            return null;
        }
        return new Place(site, room);
    }

    private static @Nullable Interval time(
            AppointmentContent wanted, @Nullable VisitRules visitType, List<Issue> issues) {
        if (wanted.start() == null) {
            if (issues.stream().noneMatch(issue -> issue.path().equals("Appointment.start"))) {
                issues.add(Issue.required("Appointment.start", "must say when the visit begins"));
            }
            return null;
        }
        var end = wanted.end() != null
                ? wanted.end()
                : visitType == null ? null : wanted.start().plus(visitType.length());
        if (end == null) {
            return null;
        }
        if (!wanted.start().isBefore(end)) {
            issues.add(Issue.value("Appointment.end", "must be after the start"));
            return null;
        }
        return new Interval(wanted.start(), end);
    }

    /** One issue for each thing in the way, at the element that it is about. */
    private List<Issue> issues(List<Problem> problems, JsonNode content) {
        var time = time(content);
        return problems.stream()
                .flatMap(problem -> BookingWords.sentences(List.of(problem), time).stream()
                        .map(words -> switch (problem) {
                            case SlotTaken taken -> new Issue("Appointment.start", "conflict", words);
                            case OutsideHours outside -> new Issue("Appointment.start", "business-rule", words);
                            case InThePast past -> new Issue("Appointment.start", "business-rule", words);
                            case TooFarAhead late -> new Issue("Appointment.start", "business-rule", words);
                            case Overbooked full -> new Issue("Appointment.start", "conflict", words);
                            case Unsuitable unsuitable -> new Issue("Appointment.serviceType", "business-rule", words);
                        }))
                .toList();
    }

    /** On the clock that the request itself used. */
    private PeopleTime time(JsonNode content) {
        var start = OffsetDateTime.parse(content.path("start").asString());
        return new PeopleTime(clock.instant(), start.getOffset(), Locale.US);
    }
}
