package org.carewright.care.scheduling;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentFhirStore.Row;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A visit as FHIR R4's Appointment, both ways.
 *
 * @param patients ids of those who are to come
 * @param visitTypes ids or names by which the kind of visit is said
 * @param start null when it is missing or no moment
 * @param replaces the visit that this one takes the place of (R5's element, as R4 carries it)
 * @param accepted whether the patient has said that she comes
 */
record AppointmentContent(
        String status,
        List<UUID> patients,
        List<UUID> practitioners,
        List<UUID> locations,
        List<String> visitTypes,
        @Nullable Instant start,
        @Nullable Instant end,
        String reason,
        @Nullable UUID replaces,
        boolean accepted,
        @Nullable String cancelReason) {

    static final String VISIT_TYPE = "urn:carewright:visit-type";

    private static final String REPLACES = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.replaces";

    /** Until when a pending Appointment keeps its time. */
    static final String HELD_UNTIL = "urn:carewright:held-until";

    private static final String CANCELLATION = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";
    private static final String OWN_CANCELLATION = "urn:carewright:cancellation-reason";

    AppointmentContent {
        patients = List.copyOf(patients);
        practitioners = List.copyOf(practitioners);
        locations = List.copyOf(locations);
        visitTypes = List.copyOf(visitTypes);
    }

    static AppointmentContent of(JsonNode content, List<Issue> issues) {
        var patients = new ArrayList<UUID>();
        var practitioners = new ArrayList<UUID>();
        var locations = new ArrayList<UUID>();
        var accepted = false;
        for (int i = 0; i < content.path("participant").size(); i++) {
            var participant = content.path("participant").path(i);
            var reference = participant.path("actor").path("reference").asString("");
            var path = "Appointment.participant[" + i + "].actor";
            var slash = reference.indexOf('/');
            var id = slash < 0 ? null : Id.find(reference.substring(slash + 1)).orElse(null);
            var type = slash < 0 ? "" : reference.substring(0, slash);
            if (id == null) {
                issues.add(Issue.value(path, "is no reference to a resource of this server: write Practitioner/id"));
                continue;
            }
            switch (type) {
                case "Patient" -> {
                    patients.add(id);
                    accepted = participant.path("status").asString("").equals("accepted");
                }
                case "Practitioner" -> practitioners.add(id);
                case "Location" -> locations.add(id);
                case "Device", "HealthcareService", "RelatedPerson" -> {
                    // Devices come with the visit type; the others say nothing that a booking decides.
                }
                default ->
                    issues.add(new Issue(
                            path,
                            "not-supported",
                            "name a Patient, a Practitioner or a Location; " + type + " takes no part"));
            }
        }
        return new AppointmentContent(
                content.path("status").asString(""),
                patients,
                practitioners,
                locations,
                visitTypes(content),
                moment(content, "start", issues),
                moment(content, "end", issues),
                reason(content),
                replaces(content),
                accepted,
                text(content.path("cancelationReason").path("coding").path(0).path("code")));
    }

    private static List<String> visitTypes(JsonNode content) {
        var found = new ArrayList<String>();
        for (var concept : content.path("serviceType")) {
            for (var coding : concept.path("coding")) {
                if (coding.path("system").asString(VISIT_TYPE).equals(VISIT_TYPE)) {
                    found.add(coding.path("code").asString(""));
                }
            }
            found.add(concept.path("text").asString(""));
        }
        for (var participant : content.path("participant")) {
            var reference = participant.path("actor").path("reference").asString("");
            if (reference.startsWith("HealthcareService/")) {
                found.add(reference.substring("HealthcareService/".length()));
            }
        }
        found.removeIf(String::isBlank);
        return found;
    }

    private static String reason(JsonNode content) {
        var concept = content.path("reasonCode").path(0);
        return concept.path("text")
                .asString(concept.path("coding")
                        .path(0)
                        .path("display")
                        .asString(content.path("description").asString("")));
    }

    private static @Nullable UUID replaces(JsonNode content) {
        for (var extension : content.path("extension")) {
            var reference = extension.path("valueReference").path("reference").asString("");
            if (extension.path("url").asString("").equals(REPLACES) && reference.startsWith("Appointment/")) {
                return Id.find(reference.substring("Appointment/".length())).orElse(null);
            }
        }
        return null;
    }

    private static @Nullable Instant moment(JsonNode content, String element, List<Issue> issues) {
        var text = content.path(element).asString("");
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            issues.add(Issue.value("Appointment." + element, "is no instant: write 2026-11-22T09:40:00-05:00"));
            return null;
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    static ObjectNode resource(Row visit) {
        var resource = JsonNodeFactory.instance.objectNode();
        resource.put("resourceType", "Appointment");
        resource.put("id", visit.id().toString());
        resource.putObject("meta")
                .put("versionId", Integer.toString(visit.version()))
                .put("lastUpdated", FhirResource.instant(visit.changedAt()));
        if (visit.heldUntil() != null) {
            resource.withArray("extension")
                    .addObject()
                    .put("url", HELD_UNTIL)
                    .put("valueInstant", FhirResource.instant(visit.heldUntil()));
        }
        if (visit.replaces() != null) {
            resource.withArray("extension")
                    .addObject()
                    .put("url", REPLACES)
                    .putObject("valueReference")
                    .put("reference", "Appointment/" + visit.replaces());
        }
        resource.put("status", visit.status());
        if (visit.cancelReason() != null) {
            var isOwn = visit.cancelReason().equals(CancellationReason.RESCHEDULED.code());
            resource.putObject("cancelationReason")
                    .putArray("coding")
                    .addObject()
                    .put("system", isOwn ? OWN_CANCELLATION : CANCELLATION)
                    .put("code", visit.cancelReason());
        }
        var service = resource.putArray("serviceType").addObject();
        service.putArray("coding")
                .addObject()
                .put("system", VISIT_TYPE)
                .put("code", visit.visitType().toString())
                .put("display", visit.visitTypeName());
        service.put("text", visit.visitTypeName());
        if (!visit.reason().isEmpty()) {
            resource.putArray("reasonCode").addObject().put("text", visit.reason());
        }
        resource.put("start", FhirResource.instant(visit.start()));
        resource.put("end", FhirResource.instant(visit.end()));
        resource.put("created", FhirResource.instant(visit.madeAt()));
        var participants = resource.putArray("participant");
        participant(participants, "Patient/" + visit.patient(), null, visit.confirmed() ? "accepted" : "needs-action");
        for (var taken : visit.taken()) {
            var type = switch (taken.path("kind").asString("")) {
                case "practitioner" -> "Practitioner";
                case "device" -> "Device";
                default -> "Location";
            };
            participant(participants, type + "/" + taken.path("id").asString(""), text(taken.path("name")), "accepted");
        }
        participant(participants, "Location/" + visit.site(), visit.siteName(), "accepted");
        return resource;
    }

    /** An opening, as {@code $find} proposes it; nothing keeps it from others. */
    static ObjectNode proposed(Opening opening, VisitRules rules, @Nullable PatientId patient, Site site) {
        var resource = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Appointment")
                .put("status", "proposed");
        var service = resource.putArray("serviceType").addObject();
        service.putArray("coding")
                .addObject()
                .put("system", VISIT_TYPE)
                .put("code", rules.id().toString())
                .put("display", rules.name());
        service.put("text", rules.name());
        resource.put("start", FhirResource.instant(opening.time().start()));
        resource.put("end", FhirResource.instant(opening.time().end()));
        var participants = resource.putArray("participant");
        if (patient != null) {
            participant(participants, "Patient/" + patient, null, "needs-action");
        }
        if (opening.practitioner() != null) {
            var practitioner = "Practitioner/" + opening.practitioner();
            participant(participants, practitioner, opening.practitionerName(), "needs-action");
        }
        if (opening.room() != null) {
            participant(participants, "Location/" + opening.room(), opening.roomName(), "needs-action");
        }
        participant(participants, "Location/" + site.id(), site.name(), "needs-action");
        return resource;
    }

    private static void participant(ArrayNode participants, String reference, @Nullable String display, String status) {
        var participant = participants.addObject();
        var actor = participant.putObject("actor").put("reference", reference);
        if (display != null) {
            actor.put("display", display);
        }
        participant.put("required", "required");
        participant.put("status", status);
    }
}
