package org.carewright.care.scheduling;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentFhirStore.Row;
import org.carewright.platform.fhir.FhirRefusal;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.fhir.FhirType;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
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
    private final AppointmentRequests requests;
    private final Clock clock;

    AppointmentFhir(AppointmentFhirStore store, Scheduling scheduling, AppointmentRequests requests, Clock clock) {
        this.store = store;
        this.scheduling = scheduling;
        this.requests = requests;
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
        if (!wanted.status().equals("booked") && !wanted.status().equals("pending")) {
            issues.add(Issue.value("Appointment.status", "must be booked, or pending to hold the time for 15 minutes"));
        }
        var request = requests.request(new AppointmentId(id), wanted, actor, issues);
        requests.answer(
                wanted.replaces() != null
                        ? move(wanted.replaces(), request, actor)
                        : wanted.status().equals("pending")
                                ? scheduling.hold(request, clock.instant().plus(AppointmentRequests.HOLD), actor)
                                : scheduling.book(request, actor),
                content,
                request.patient());
    }

    private BookingOutcome move(UUID old, BookingRequest request, Actor actor) {
        var before = store.load(List.of(old)).stream().findFirst().orElseThrow(() -> new NotFound("visit"));
        return scheduling.reschedule(
                new RescheduleRequest(
                        new AppointmentId(old),
                        before.version(),
                        request.id(),
                        request.practitioner(),
                        request.room(),
                        request.time(),
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
                    case "booked" -> scheduling.keep(id, version, actor);
                    case "arrived" -> scheduling.arrive(id, version, actor);
                    case "checked-in" -> scheduling.start(id, version, actor);
                    case "fulfilled" -> scheduling.checkOut(id, version, actor);
                    case "noshow" -> scheduling.noShow(id, version, actor);
                    case "cancelled", "entered-in-error" -> {
                        if (before.status().equals("pending")) {
                            yield scheduling.letGo(id, version, actor);
                        }
                        var reason = reason(wanted.cancelReason());
                        yield scheduling.cancel(id, version, new Cancellation(reason, reason.by(), "", null), actor);
                    }
                    default ->
                        throw new Invalid(List.of(Issue.value(
                                "Appointment.status",
                                "can become booked if it is pending, arrived, checked-in, fulfilled, noshow or cancelled; it is "
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

    static void answer(ChangeOutcome outcome) {
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
}
