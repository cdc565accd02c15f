package org.carewright.platform.fhir;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Leaves out of a resource what the client does not want: {@code _elements} and {@code _summary} (R4, 3.1.1.5). */
record Narrowing(Set<String> elements, String summary) {

    private static final String SUBSETTED_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

    static Narrowing of(@Nullable String elements, @Nullable String summary) {
        return new Narrowing(
                elements == null || elements.isBlank() ? Set.of() : new HashSet<>(Arrays.asList(elements.split(","))),
                summary == null ? "false" : summary);
    }

    boolean isNone() {
        return elements.isEmpty() && !Set.of("true", "text", "data").contains(summary);
    }

    /** A Bundle narrows what it holds. */
    String apply(String json) {
        if (isNone()) {
            return json;
        }
        var resource = (ObjectNode) FhirJson.read(json);
        if (resource.path("resourceType").asString("").equals("Bundle")) {
            for (var entry : resource.path("entry")) {
                if (entry.path("resource") instanceof ObjectNode inner) {
                    narrow(inner);
                }
            }
        } else {
            narrow(resource);
        }
        return resource.toString();
    }

    private void narrow(ObjectNode resource) {
        var type = resource.path("resourceType").asString("");
        var structure = Structure.R4.find(type);
        if (structure == null || type.equals("OperationOutcome")) {
            return;
        }
        var kept = new HashSet<>(Set.of("resourceType", "id", "meta"));
        structure.required().forEach(element -> kept.addAll(element.properties()));
        structure.properties().forEach((name, property) -> {
            if (isWanted(type, name, property)) {
                kept.add(name);
            }
        });
        resource.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !kept.contains(name.startsWith("_") ? name.substring(1) : name))
                .toList()
                .forEach(resource::remove);
        tag(resource);
    }

    private boolean isWanted(String type, String name, Structure.Property property) {
        if (!elements.isEmpty()) {
            var stem = property.element().name().replace("[x]", "");
            return elements.contains(name) || elements.contains(stem) || elements.contains(type + "." + stem);
        }
        return switch (summary) {
            case "text" -> name.equals("text");
            case "data" -> !name.equals("text");
            default -> property.element().isSummary();
        };
    }

    private static void tag(ObjectNode resource) {
        var meta = resource.withObject("/meta");
        JsonNode tags = meta.withArray("/tag");
        ((ArrayNode) tags).addObject().put("system", SUBSETTED_SYSTEM).put("code", "SUBSETTED");
    }
}
