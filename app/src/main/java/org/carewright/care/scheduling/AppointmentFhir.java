package org.carewright.care.scheduling;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.AppointmentFhirStore.Row;
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
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.fhir.FhirType;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Appointment in the FHIR API. To create one is to book: by the same rules, and refused for the same reasons, as at the
 * desk. To update one is to say what became of it; another time is a new Appointment that replaces it.
 */
@Component
class AppointmentFhir implements FhirType.Writable {

    private final AppointmentFhirStore store;
    private final Scheduling scheduling;
    private final Resources directory;
    private final Clock clock;

    AppointmentFhir(AppointmentFhirStore store, Scheduling scheduling, Resources directory, Clock clock) {
        this.store = store;
        this.scheduling = scheduling;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Appointment";
    }

    @Override
    public Permission seeing() {
        return Permission.SEE_SCHEDULE;
    }

    @Override
    public SearchIndex index() {
        return AppointmentFhirStore.INDEX;
    }

    @Override
    public List<FhirResource> load(Collection<UUID> ids) {
        return store.load(ids).stream().map(AppointmentFhir::resource).toList();
    }

    @Override
    public List<FhirResource> history(UUID id) {
        return store.history(id).stream().map(AppointmentFhir::resource).toList();
    }

    private static FhirResource resource(Row visit) {
        return new FhirResource(
                "Appointment",
                visit.id(),
                visit.version(),
                visit.changedAt(),
                new PatientId(visit.patient()),
                new SiteId(visit.site()),
                AppointmentContent.resource(visit).toString());
    }

    @Override
    public void create(UUID id, ObjectNode content, Actor actor) {
        var issues = new ArrayList<Issue>();
        var wanted = AppointmentContent.of(content, issues);
        if (!wanted.status().equals("booked")) {
            issues.add(Issue.value("Appointment.status", "must be booked: what is created here is booked at once"));
        }
        var known = directory.known();
        var visitType = visitType(wanted, known, issues);
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
        var appointment = new AppointmentId(id);
        var practitioner = wanted.practitioners().isEmpty()
                ? null
                : new PractitionerId(wanted.practitioners().getFirst());
        var booked = Objects.requireNonNull(time);
        var outcome = wanted.replaces() == null
                ? scheduling.book(
                        new BookingRequest(
                                appointment,
                                new PatientId(wanted.patients().getFirst()),
                                Objects.requireNonNull(place).site(),
                                Objects.requireNonNull(visitType).id(),
                                practitioner,
                                place.room(),
                                booked,
                                wanted.reason(),
                                null,
                                null),
                        actor)
                : move(wanted.replaces(), appointment, practitioner, place, booked, actor);
        switch (outcome) {
            case BookingOutcome.Booked booking -> {}
            case BookingOutcome.Refused refused ->
                throw new FhirRefusal(
                        409,
                        issues(refused.problems(), content),
                        refused.tellsOfPatient()
                                ? new PatientId(wanted.patients().getFirst())
                                : null);
            case BookingOutcome.NotAllowed(var status) ->
                throw new FhirRefusal(
                        422,
                        "business-rule",
                        "The visit to be replaced is " + status.words() + ": it cannot be moved.");
        }
    }

    private BookingOutcome move(
            UUID old,
            AppointmentId id,
            @Nullable PractitionerId practitioner,
            @Nullable Place place,
            Interval time,
            Actor actor) {
        var before = store.load(List.of(old)).stream().findFirst().orElseThrow(() -> new NotFound("visit"));
        return scheduling.reschedule(
                new RescheduleRequest(
                        new AppointmentId(old),
                        before.version(),
                        id,
                        practitioner,
                        place == null ? null : place.room(),
                        time,
                        null),
                actor);
    }

    @Override
    public void update(UUID id, int version, ObjectNode content, Actor actor) {
        var before = store.load(List.of(id)).stream().findFirst().orElseThrow(() -> new NotFound("visit"));
        var issues = new ArrayList<Issue>();
        var wanted = AppointmentContent.of(content, issues);
        refuseOtherBooking(before, wanted, issues);
        Invalid.throwIfAny(issues);
        var outcome = change(before, wanted, new AppointmentId(id), version, actor);
        if (outcome.isPresent()) {
            answer(outcome.get());
        }
    }

    private Optional<ChangeOutcome> change(
            Row before, AppointmentContent wanted, AppointmentId id, int version, Actor actor) {
        if (wanted.status().equals(before.status())) {
            return wanted.accepted() && !before.confirmed()
                    ? Optional.of(scheduling.confirm(id, version, Channel.PORTAL, actor))
                    : Optional.empty();
        }
        return Optional.of(
                switch (wanted.status()) {
                    case "arrived" -> scheduling.arrive(id, version, actor);
                    case "checked-in" -> scheduling.start(id, version, actor);
                    case "fulfilled" -> scheduling.checkOut(id, version, actor);
                    case "noshow" -> scheduling.noShow(id, version, actor);
                    case "cancelled" -> {
                        var reason = reason(wanted.cancelReason());
                        yield scheduling.cancel(id, version, new Cancellation(reason, reason.by(), "", null), actor);
                    }
                    default ->
                        throw new Invalid(List.of(Issue.value(
                                "Appointment.status",
                                "can become arrived, checked-in, fulfilled, noshow or cancelled; it is "
                                        + before.status())));
                });
    }

    private static CancellationReason reason(@Nullable String code) {
        for (var reason : CancellationReason.values()) {
            if (reason.code().equals(code) && reason != CancellationReason.RESCHEDULED) {
                return reason;
            }
        }
        return CancellationReason.OTHER;
    }

    private static void refuseOtherBooking(Row before, AppointmentContent wanted, List<Issue> issues) {
        var cure = "stays: create an Appointment for the new one, with the extension that says it replaces this";
        if (!before.start().equals(wanted.start())) {
            issues.add(new Issue("Appointment.start", "business-rule", cure));
        }
        if (wanted.end() != null && !before.end().equals(wanted.end())) {
            issues.add(new Issue("Appointment.end", "business-rule", cure));
        }
        if (!wanted.patients().equals(List.of(before.patient()))) {
            issues.add(
                    new Issue("Appointment.participant", "business-rule", "must name the Patient whose visit it is"));
        }
        var taken = new HashSet<UUID>();
        before.taken().forEach(it -> taken.add(UUID.fromString(it.path("id").asString())));
        if (!taken.containsAll(wanted.practitioners())) {
            issues.add(new Issue("Appointment.participant", "business-rule", "The practitioner " + cure));
        }
    }

    private static void answer(ChangeOutcome outcome) {
        switch (outcome) {
            case ChangeOutcome.Changed changed -> {}
            case ChangeOutcome.NotAllowed(var status, var act) ->
                throw new FhirRefusal(
                        422,
                        List.of(new Issue(
                                "Appointment.status",
                                "business-rule",
                                "is " + status.words() + "; it cannot be " + act.words() + " any more")));
            case ChangeOutcome.NotYet() ->
                throw new FhirRefusal(
                        422,
                        List.of(new Issue(
                                "Appointment.status", "business-rule", "comes too early: the visit is still to come")));
            case ChangeOutcome.SlotTaken taken ->
                throw new FhirRefusal(409, "conflict", "Its time has been given to others since.");
        }
    }

    private static @Nullable VisitRules visitType(AppointmentContent wanted, Known known, List<Issue> issues) {
        var offered = known.rules();
        var found = wanted.visitTypes().stream()
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
    private List<Issue> issues(List<Problem> problems, ObjectNode content) {
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
    private PeopleTime time(ObjectNode content) {
        var start = OffsetDateTime.parse(content.path("start").asString());
        return new PeopleTime(clock.instant(), start.getOffset(), Locale.US);
    }
}
