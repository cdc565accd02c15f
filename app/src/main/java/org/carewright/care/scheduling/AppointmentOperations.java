package org.carewright.care.scheduling;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.care.scheduling.Resources.Known;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.platform.fhir.FhirOperation;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finding, holding and booking a time in the FHIR API, in the style of the Argonaut scheduling guide
 * (fhir.org/guides/argonaut/scheduling), in R4: {@code $find} answers Appointments that are proposed, {@code $hold} takes one of
 * them and gives it back pending, {@code $book} gives it back booked.
 */
@Configuration(proxyBeanMethods = false)
class AppointmentOperations {

    private static final String GUIDE = "http://fhir.org/guides/argonaut/scheduling/OperationDefinition/appointment-";
    private static final int USUAL_COUNT = 10;
    private static final int MOST = 60;
    private static final int DAYS_AHEAD = 180;

    private final Scheduling scheduling;
    private final AppointmentRequests requests;
    private final AppointmentFhirStore store;
    private final ResourceStore resources;
    private final Resources directory;
    private final Clock clock;

    AppointmentOperations(
            Scheduling scheduling,
            AppointmentRequests requests,
            AppointmentFhirStore store,
            ResourceStore resources,
            Resources directory,
            Clock clock) {
        this.scheduling = scheduling;
        this.requests = requests;
        this.store = store;
        this.resources = resources;
        this.directory = directory;
        this.clock = clock;
    }

    @FunctionalInterface
    private interface Answering {
        JsonNode answer(@Nullable UUID id, FhirOperation.Input input, Actor actor);
    }

    private record OnAppointment(String name, boolean writes, Answering answering) implements FhirOperation {

        @Override
        public String type() {
            return "Appointment";
        }

        @Override
        public String definition() {
            return GUIDE + name;
        }

        @Override
        public JsonNode call(@Nullable UUID id, Input input, Actor actor) {
            return answering.answer(id, input, actor);
        }
    }

    @Bean
    FhirOperation findAppointment() {
        return new OnAppointment("find", false, this::find);
    }

    @Bean
    FhirOperation holdAppointment() {
        return new OnAppointment("hold", true, this::hold);
    }

    @Bean
    FhirOperation bookAppointment() {
        return new OnAppointment("book", true, this::book);
    }

    private JsonNode find(@Nullable UUID id, FhirOperation.Input input, Actor actor) {
        if (id != null) {
            throw new NotFound("operation");
        }
        var issues = new ArrayList<Issue>();
        var known = directory.known();
        var rules = AppointmentRequests.visitType(visitTypes(input), known, issues);
        var patient = reference(input, "patient", "Patient", issues)
                .map(PatientId::new)
                .orElse(null);
        var practitioner = reference(input, "practitioner", "Practitioner", issues)
                .map(PractitionerId::new)
                .orElse(null);
        var sites = sites(input, known, actor, issues);
        var now = clock.instant();
        var start = moment(input, "start", issues).orElse(now);
        var end = moment(input, "end", issues).orElse(start.plus(Duration.ofDays(DAYS_AHEAD)));
        var count = count(input, issues);
        if (end.isBefore(start)) {
            issues.add(Issue.value("end", "must not be before the start"));
        }
        Invalid.throwIfAny(issues);
        var zone = sites.getFirst().zone();
        var query = new OpeningQuery(
                Objects.requireNonNull(rules).id(),
                sites.stream().map(Site::id).toList(),
                patient,
                null,
                LocalDate.ofInstant(start, zone),
                LocalDate.ofInstant(end, zone),
                Wishes.with(practitioner),
                // Those of the first day that are before the start are left out again.
                MOST + count);
        var found = scheduling.openings(query, actor);
        var fitting = found.openings().stream()
                .filter(opening -> !opening.time().start().isBefore(start)
                        && !opening.time().end().isAfter(end))
                .limit(count)
                .toList();
        return bundle(fitting, rules, patient, sites, fitting.isEmpty() ? why(found, query, rules, sites) : "");
    }

    /** Why there is none, in words; nothing is said of other patients. */
    private String why(Openings found, OpeningQuery query, VisitRules rules, List<Site> sites) {
        var practitioner = query.wishes().practitioner();
        var words = new OpeningWords(
                rules,
                query.wishes(),
                practitioner == null ? "" : resources.findName(practitioner).orElse("The practitioner"),
                sites.stream().collect(Collectors.toMap(Site::id, site -> site)),
                zone -> new PeopleTime(clock.instant(), zone, Locale.US));
        var sentences = Stream.concat(
                        found.conflicts().stream().map(words::conflict),
                        found.relaxations().stream()
                                .filter(relaxation -> sites.stream()
                                        .anyMatch(site -> site.id()
                                                .equals(relaxation.first().site())))
                                .map(relaxation ->
                                        words.easing(relaxation) + ": " + words.opening(relaxation.first()) + "."))
                .toList();
        return sentences.isEmpty() ? "Nothing is free between start and end." : String.join(" ", sentences);
    }

    private static JsonNode bundle(
            List<Opening> openings,
            VisitRules rules,
            @Nullable PatientId patient,
            List<Site> sites,
            String nothingBecause) {
        var bundle = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset");
        bundle.put("total", openings.size());
        if (openings.isEmpty()) {
            var entry = bundle.putArray("entry").addObject();
            var outcome = entry.putObject("resource").put("resourceType", "OperationOutcome");
            outcome.putArray("issue")
                    .addObject()
                    .put("severity", "information")
                    .put("code", "not-found")
                    .put("diagnostics", nothingBecause);
            entry.putObject("search").put("mode", "outcome");
            return bundle;
        }
        var entries = bundle.putArray("entry");
        for (var opening : openings) {
            var site = sites.stream()
                    .filter(it -> it.id().equals(opening.site()))
                    .findFirst()
                    .orElseThrow();
            var entry = entries.addObject().put("fullUrl", "urn:uuid:" + Id.fresh());
            entry.set("resource", AppointmentContent.proposed(opening, rules, patient, site));
            entry.putObject("search").put("mode", "match");
        }
        return bundle;
    }

    private JsonNode hold(@Nullable UUID id, FhirOperation.Input input, Actor actor) {
        if (id != null) {
            throw new NotFound("operation");
        }
        var issues = new ArrayList<Issue>();
        var content = content(input, issues);
        var minutes = minutes(input, issues);
        Invalid.throwIfAny(issues);
        var request = requests.request(AppointmentId.fresh(), AppointmentContent.of(content, issues), actor, issues);
        requests.answer(scheduling.hold(request, clock.instant().plus(minutes), actor), content, request.patient());
        return resource(request.id().value());
    }

    private JsonNode book(@Nullable UUID id, FhirOperation.Input input, Actor actor) {
        var held = id != null ? Optional.of(id) : text(input, "appt-id").flatMap(Id::find);
        if (held.isPresent()) {
            return keep(held.get(), actor);
        }
        var issues = new ArrayList<Issue>();
        var content = content(input, issues);
        Invalid.throwIfAny(issues);
        var request = requests.request(AppointmentId.fresh(), AppointmentContent.of(content, issues), actor, issues);
        requests.answer(scheduling.book(request, actor), content, request.patient());
        return resource(request.id().value());
    }

    /** What was held is booked; whoever asks twice is told twice that it is. */
    private JsonNode keep(UUID held, Actor actor) {
        var before = store.load(List.of(held)).stream()
                .filter(visit -> actor.sites().contains(new SiteId(visit.site())))
                .findFirst()
                .orElseThrow(() -> new NotFound("Appointment"));
        var outcome = scheduling.keep(new AppointmentId(held), before.version(), actor);
        var isBooked =
                outcome instanceof ChangeOutcome.NotAllowed(var status, var act) && status == AppointmentStatus.BOOKED;
        if (!isBooked) {
            AppointmentFhir.answer(outcome);
        }
        return resource(held);
    }

    private JsonNode resource(UUID id) {
        return store.load(List.of(id)).stream()
                .findFirst()
                .map(AppointmentContent::resource)
                .orElseThrow(() -> new NotFound("Appointment"));
    }

    /** The Appointment that was found, with the patient if she is named beside it. */
    private static ObjectNode content(FhirOperation.Input input, List<Issue> issues) {
        var given = input.values().get("appt-resource");
        if (!(given instanceof ObjectNode resource)
                || !resource.path("resourceType").asString("").equals("Appointment")) {
            issues.add(Issue.required(
                    "appt-resource", "Send the Appointment that $find answered, as a resource of the Parameters."));
            return JsonNodeFactory.instance.objectNode();
        }
        var content = resource.deepCopy();
        reference(input, "patient", "Patient", issues).ifPresent(patient -> {
            var participants = content.withArray("participant");
            participants.removeIf(participant ->
                    participant.path("actor").path("reference").asString("").startsWith("Patient/"));
            participants
                    .addObject()
                    .put("status", "needs-action")
                    .putObject("actor")
                    .put("reference", "Patient/" + patient);
        });
        return content;
    }

    private static Duration minutes(FhirOperation.Input input, List<Issue> issues) {
        var text = text(input, "minutes").orElse(String.valueOf(AppointmentRequests.HOLD.toMinutes()));
        if (!text.matches("[1-9]\\d{0,3}")
                || Duration.ofMinutes(Long.parseLong(text)).compareTo(Scheduling.LONGEST_HOLD) > 0) {
            issues.add(Issue.value(
                    "minutes", "Hold a time for 1 to " + Scheduling.LONGEST_HOLD.toMinutes() + " minutes."));
            return AppointmentRequests.HOLD;
        }
        return Duration.ofMinutes(Long.parseLong(text));
    }

    private static int count(FhirOperation.Input input, List<Issue> issues) {
        var text = text(input, "count").or(() -> text(input, "_count")).orElse(String.valueOf(USUAL_COUNT));
        if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MOST) {
            issues.add(Issue.value("count", "Ask for 1 to " + MOST + " Appointments."));
            return USUAL_COUNT;
        }
        return Integer.parseInt(text);
    }

    private List<Site> sites(FhirOperation.Input input, Known known, Actor actor, List<Issue> issues) {
        var location = reference(input, "location", "Location", issues);
        if (location.isPresent()) {
            var site = known.findSiteOfRoom(location.get()).orElse(new SiteId(location.get()));
            var found = known.findSite(site);
            if (found.isEmpty()) {
                issues.add(new Issue("location", "not-found", "names a Location that is no site or room here"));
            }
            return found.stream().toList();
        }
        var sites = resources.sites(actor.sites());
        if (sites.isEmpty()) {
            issues.add(Issue.required("location", "must name a site"));
        }
        return sites;
    }

    private static List<String> visitTypes(FhirOperation.Input input) {
        var coding = input.values().getOrDefault("service-type", JsonNodeFactory.instance.objectNode());
        return Stream.of(
                        text(input, "service-type").orElse(""),
                        coding.path("code").asString(""),
                        coding.path("text").asString(""),
                        coding.path("coding").path(0).path("code").asString(""))
                .map(text -> text.substring(text.lastIndexOf('|') + 1))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static Optional<UUID> reference(FhirOperation.Input input, String name, String type, List<Issue> issues) {
        var object = input.values().get(name);
        var text = object == null
                ? text(input, name)
                : Optional.of(object.path("reference").asString(""));
        return text.flatMap(reference -> {
            var id = Id.find(reference.substring(reference.lastIndexOf('/') + 1));
            if (id.isEmpty()) {
                issues.add(Issue.value(name, "is no reference to a resource of this server: write " + type + "/id"));
            }
            return id;
        });
    }

    private static Optional<Instant> moment(FhirOperation.Input input, String name, List<Issue> issues) {
        return text(input, name).flatMap(text -> {
            try {
                return Optional.of(
                        text.length() == 10
                                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                                : OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException notAMoment) {
                issues.add(Issue.value(name, "is no moment: write 2026-11-24T08:30:00-05:00"));
                return Optional.empty();
            }
        });
    }

    private static Optional<String> text(FhirOperation.Input input, String name) {
        return input.texts().getOrDefault(name, List.of()).stream()
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
