package org.carewright.care.records;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.carewright.platform.fhir.ResourceCheck;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes references point at what is here: those within a bundle, and those that search by identifier. */
final class References {

    private References() {}

    /** The searches among the references of a resource. */
    static Set<IdentifierQuery> queries(JsonNode resource) {
        var queries = new HashSet<IdentifierQuery>();
        each(resource, holder -> {
            var query = IdentifierQuery.parse(holder.path("reference").stringValue());
            if (query != null) {
                queries.add(query);
            }
        });
        return queries;
    }

    /**
     * Lets the references within a bundle point at what its entries became.
     *
     * @param targets {@code Type/id} by fullUrl
     */
    static void point(JsonNode resource, Map<String, String> targets) {
        each(resource, holder -> {
            var target = targets.get(holder.path("reference").stringValue());
            if (target != null) {
                holder.put("reference", target);
            }
        });
    }

    /**
     * Follows the searches among the references of a resource. One that found nothing becomes a logical reference (R4,
     * section 2.3.0.4): the identifier alone, which names the same thing for good, whenever it comes. A search for a
     * Patient stays as it is: the resource waits for her.
     *
     * @param found {@code Type/id} by search
     */
    static void follow(JsonNode resource, Map<IdentifierQuery, String> found) {
        each(resource, holder -> {
            var query = IdentifierQuery.parse(holder.path("reference").stringValue());
            if (query == null) {
                return;
            }
            var resourceFound = found.get(query);
            if (resourceFound != null) {
                holder.put("reference", resourceFound);
            } else if (!query.type().equals("Patient")) {
                holder.remove("reference");
                holder.put("type", query.type());
                holder.putObject("identifier").put("system", query.system()).put("value", query.value());
            }
        });
    }

    /**
     * Lets references to resources of a source point at what these are called here, whether they are here yet or not.
     * Those to Patients stay, until it is known whose records these are.
     */
    static void own(JsonNode resource, String source) {
        each(resource, holder -> {
            var reference = LocalReference.parse(holder.path("reference").stringValue());
            if (reference != null && !reference.type().equals("Patient")) {
                holder.put(
                        "reference",
                        reference.type() + "/" + ResourceId.of(source, reference.type(), reference.logicalId()));
            }
        });
    }

    /** The logical ids of the Patients that a resource refers to. */
    static Set<String> patients(JsonNode resource) {
        var patients = new HashSet<String>();
        each(resource, holder -> {
            var reference = LocalReference.parse(holder.path("reference").stringValue());
            if (reference != null && reference.type().equals("Patient")) {
                patients.add(reference.logicalId());
            }
        });
        return patients;
    }

    /** Lets references to Patients of a source point at their records here; one who is not here yet keeps her place. */
    static void ownPatients(JsonNode resource, Map<String, PatientId> known, String source) {
        each(resource, holder -> {
            var reference = LocalReference.parse(holder.path("reference").stringValue());
            if (reference != null && reference.type().equals("Patient")) {
                var patient = known.get(reference.logicalId());
                holder.put(
                        "reference",
                        "Patient/" + (patient == null ? place(source, reference.logicalId()) : patient.toString()));
            }
        });
    }

    /** Puts a Patient who has come into the place that was kept for her. */
    static void fill(JsonNode resource, String source, String logicalId, PatientId patient) {
        var place = "Patient/" + place(source, logicalId);
        each(resource, holder -> {
            if (holder.path("reference").stringValue().equals(place)) {
                holder.put("reference", "Patient/" + patient);
            }
        });
    }

    private static ResourceId place(String source, String logicalId) {
        return ResourceId.of(source, "Patient", logicalId);
    }

    /** {@code Encounter/17} or {@code Encounter/17/_history/2}. */
    private record LocalReference(String type, String logicalId) {

        static @Nullable LocalReference parse(String text) {
            var steps = text.split("/", -1);
            var isVersion = steps.length == 4 && steps[2].equals("_history");
            return (steps.length == 2 || isVersion)
                            && ResourceCheck.isResourceType(steps[0])
                            && ResourceCheck.isId(steps[1])
                    ? new LocalReference(steps[0], steps[1])
                    : null;
        }
    }

    private static void each(JsonNode node, Consumer<ObjectNode> visitor) {
        if (node instanceof ObjectNode object) {
            if (object.path("reference").isString()) {
                visitor.accept(object);
            }
            object.properties().forEach(member -> each(member.getValue(), visitor));
        } else if (node.isArray()) {
            node.forEach(item -> each(item, visitor));
        }
    }
}
