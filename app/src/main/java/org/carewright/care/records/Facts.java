package org.carewright.care.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carewright.care.records.ThroughlineItem.Exactness;
import org.carewright.foundation.patients.PlaceholderNumbers;
import org.carewright.platform.types.Coding;
import org.carewright.platform.types.Identifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What lists and searches need to know of a resource, read from its content. Elements that mean the same have different
 * names from type to type (R4's "five Ws"); the first one that is there counts.
 *
 * @param patient logical id of the Patient it is about, or the search for one that was not found yet
 * @param encounter logical id of the Encounter it belongs to
 * @param medication logical id of the Medication that is ordered or given, where that is a resource of its own
 * @param identifiers those that identify: no placeholders
 */
record Facts(
        @Nullable String patient,
        @Nullable String encounter,
        @Nullable String medication,
        @Nullable String status,
        @Nullable String category,
        @Nullable Coding code,
        @Nullable String display,
        @Nullable Instant startsAt,
        @Nullable Exactness startsExact,
        @Nullable Instant endsAt,
        @Nullable Instant authoredAt,
        List<Identifier> identifiers) {

    private static final List<String> STARTS = List.of(
            "onsetDateTime",
            "onsetPeriod",
            "effectiveDateTime",
            "effectivePeriod",
            "effectiveInstant",
            "performedDateTime",
            "performedPeriod",
            "occurrenceDateTime",
            "occurrencePeriod",
            "period",
            "started",
            "start",
            "billablePeriod",
            "authoredOn",
            "recordedDate",
            "issued",
            "date",
            "created",
            "recorded",
            "whenHandedOver",
            "sent");

    private static final List<String> ENDS = List.of(
            "abatementDateTime",
            "onsetPeriod",
            "effectivePeriod",
            "performedPeriod",
            "occurrencePeriod",
            "period",
            "end",
            "billablePeriod");

    private static final List<String> AUTHORED =
            List.of("issued", "recordedDate", "authoredOn", "recorded", "date", "created", "assertedDate");

    private static final List<String> CODES =
            List.of("code", "medicationCodeableConcept", "vaccineCode", "type", "procedureCode", "serviceType", "name");

    private static final List<String> PATIENTS = List.of("subject", "patient", "beneficiary", "for", "individual");

    /** CarePlan categories that say only what US Core demands, never what the plan is about. */
    private static final Set<String> EMPTY_CATEGORIES = Set.of("assess-plan");

    static Facts of(JsonNode resource) {
        var type = resource.path("resourceType").asString();
        var contained = containedMedication(resource);
        var code = mainCode(resource);
        var start = first(resource, STARTS, "start");
        var end = first(resource, ENDS, "end");
        var authored = first(resource, AUTHORED, "start");
        return new Facts(
                type.equals("Patient") ? text(resource.path("id")) : patient(resource),
                encounter(resource),
                idIn(resource.path("medicationReference"), "Medication"),
                status(resource),
                category(resource),
                code,
                contained == null ? display(resource, type, code) : display(contained, "Medication", code),
                start == null ? null : start.at(),
                start == null ? null : start.exact(),
                end == null ? null : end.at(),
                authored == null ? null : authored.at(),
                identifiers(resource));
    }

    static @Nullable String patient(JsonNode resource) {
        for (var element : PATIENTS) {
            var query = IdentifierQuery.parse(
                    resource.path(element).path("reference").asString(""));
            var id = query != null && query.type().equals("Patient")
                    ? query.toString()
                    : idIn(resource.path(element), "Patient");
            if (id != null) {
                return id;
            }
        }
        for (var target : resource.path("target")) {
            var id = idIn(target, "Patient");
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable String encounter(JsonNode resource) {
        for (var reference : List.of(
                resource.path("encounter"),
                resource.path("context"),
                resource.path("context").path("encounter").path(0),
                resource.path("encounter").path(0))) {
            var id = idIn(reference, "Encounter");
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    /** The logical id in a reference such as {@code Patient/17}, {@code http://host/fhir/Patient/17/_history/2}. */
    private static @Nullable String idIn(JsonNode reference, String type) {
        var text = reference.path("reference").asString("");
        var at = text.lastIndexOf(type + "/");
        if (at < 0 || (at > 0 && text.charAt(at - 1) != '/')) {
            return null;
        }
        var start = at + type.length() + 1;
        var end = text.indexOf('/', start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    /** The Medication inside the resource itself, to which it refers as {@code #id}. */
    private static @Nullable JsonNode containedMedication(JsonNode resource) {
        var reference = resource.path("medicationReference").path("reference").asString("");
        for (var contained : resource.path("contained")) {
            if (reference.equals("#" + contained.path("id").asString(""))) {
                return contained;
            }
        }
        return null;
    }

    static @Nullable String status(JsonNode resource) {
        var clinical = resource.path("clinicalStatus").path("coding").path(0).path("code");
        return text(clinical.isMissingNode() ? resource.path("status") : clinical);
    }

    private static @Nullable String category(JsonNode resource) {
        var element = resource.has("class") ? resource.path("class") : resource.path("category");
        var first = element.isArray() ? element.path(0) : element;
        if (first.isString()) {
            return text(first);
        }
        return text(first.has("coding") ? first.path("coding").path(0).path("code") : first.path("code"));
    }

    /** What it is about; where a Medication inside it says that, its code. */
    static @Nullable Coding mainCode(JsonNode resource) {
        var contained = containedMedication(resource);
        return code(contained == null ? resource : contained);
    }

    private static @Nullable Coding code(JsonNode resource) {
        for (var element : CODES) {
            var value = resource.path(element);
            var coding =
                    (value.isArray() ? value.path(0) : value).path("coding").path(0);
            if (coding.hasNonNull("code")) {
                return new Coding(
                        coding.path("system").asString(""),
                        coding.path("code").asString(),
                        coding.path("display").asString(""));
            }
        }
        return null;
    }

    private static @Nullable String display(JsonNode resource, String type, @Nullable Coding code) {
        if (type.equals("CarePlan")) {
            return carePlanTitle(resource);
        }
        for (var element : CODES) {
            var value = resource.path(element);
            var concept = value.isArray() ? value.path(0) : value;
            var words = text(concept.path("text"));
            if (words != null) {
                return words;
            }
        }
        if (code != null && !code.display().isEmpty()) {
            return code.display();
        }
        var named = text(resource.path("medicationReference").path("display"));
        if (named != null) {
            return named;
        }
        for (var element : List.of("title", "name", "description")) {
            var words = text(resource.path(element));
            if (words != null) {
                return words;
            }
        }
        return code == null ? null : code.code();
    }

    private static @Nullable String carePlanTitle(JsonNode plan) {
        var title = text(plan.path("title"));
        if (title != null) {
            return title;
        }
        for (var category : plan.path("category")) {
            var coding = category.path("coding").path(0);
            if (!EMPTY_CATEGORIES.contains(coding.path("code").asString(""))) {
                return text(category.has("text") ? category.path("text") : coding.path("display"));
            }
        }
        return text(plan.path("description"));
    }

    static List<Identifier> identifiers(JsonNode resource) {
        var element = resource.path("identifier");
        var found = new ArrayList<Identifier>();
        for (var identifier : element.isArray() ? element : List.of(element)) {
            var system = text(identifier.path("system"));
            var value = text(identifier.path("value"));
            if (system != null && value != null && !system.isBlank() && !value.isBlank()) {
                found.add(new Identifier(system, value));
            }
        }
        found.removeIf(PlaceholderNumbers::isPlaceholder);
        return List.copyOf(found);
    }

    private static @Nullable FhirDate first(JsonNode resource, List<String> elements, String edge) {
        for (var element : elements) {
            var value = resource.path(element);
            var date = text(value.isObject() ? value.path(edge) : value);
            var found = date == null ? null : FhirDate.find(date);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.stringValue().isEmpty() ? node.stringValue() : null;
    }
}
