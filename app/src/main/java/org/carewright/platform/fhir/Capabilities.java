package org.carewright.platform.fhir;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says what this server does, read from what does it. */
@Component
class Capabilities {

    private static final List<SearchParameter> OF_ALL_TYPES =
            List.of(SearchParameter.id("_id", ""), SearchParameter.moment("_lastUpdated", ""));

    private final FhirTypes types;
    private final List<FhirOperation> operations;
    private final Instant since;

    Capabilities(FhirTypes types, List<FhirOperation> operations, Clock clock) {
        this.types = types;
        this.operations = List.copyOf(operations);
        this.since = clock.instant();
    }

    /** @param base the address of the API */
    String statement(String base) {
        var statement = JsonNodeFactory.instance.objectNode();
        statement.put("resourceType", "CapabilityStatement");
        statement.put("status", "active");
        statement.put("date", FhirResource.instant(since));
        statement.put("kind", "instance");
        statement.put("fhirVersion", "4.0.1");
        statement.putObject("software").put("name", "Carewright");
        statement.putObject("implementation").put("description", "Carewright").put("url", base);
        statement
                .putArray("format")
                .add("application/fhir+json")
                .add("application/fhir+xml")
                .add("json")
                .add("xml");
        statement.putArray("patchFormat").add("application/json-patch+json");
        var rest = statement.putArray("rest").addObject();
        rest.put("mode", "server");
        rest.putObject("security")
                .put("description", "A bearer token whose scopes are those of SMART App Launch 2 (system/Patient.rs).");
        var resources = rest.putArray("resource");
        types.names().forEach(type -> resource(resources.addObject(), type));
        operations.stream()
                .map(FhirOperation::type)
                .filter(type -> !types.isServed(type))
                .distinct()
                .sorted()
                .forEach(type -> operations(resources.addObject().put("type", type), type));
        var interactions = rest.putArray("interaction");
        interactions.addObject().put("code", "transaction");
        interactions.addObject().put("code", "batch");
        return statement.toString();
    }

    private void resource(ObjectNode resource, String type) {
        resource.put("type", type);
        var interactions = resource.putArray("interaction");
        var keepsVersions = types.of(type).stream().allMatch(FhirType::keepsVersions);
        (keepsVersions ? List.of("read", "vread", "history-instance", "search-type") : List.of("read", "search-type"))
                .forEach(code -> interactions.addObject().put("code", code));
        var isWritable = types.writable(type).isPresent();
        if (isWritable) {
            List.of("create", "update", "patch")
                    .forEach(code -> interactions.addObject().put("code", code));
        }
        resource.put("versioning", "versioned");
        resource.put("readHistory", keepsVersions);
        resource.put("updateCreate", false);
        resource.put("conditionalRead", "not-match");
        resource.put("conditionalCreate", isWritable);
        resource.put("conditionalUpdate", false);
        resource.put("conditionalDelete", "not-supported");
        resource.putArray("referencePolicy").add("literal").add("logical").add("local");
        var parameters = new LinkedHashMap<String, SearchParameter>();
        OF_ALL_TYPES.forEach(parameter -> parameters.put(parameter.name(), parameter));
        types.of(type)
                .forEach(
                        place -> place.index().parameters().forEach(each -> parameters.putIfAbsent(each.name(), each)));
        includes(resource, type, parameters.values().stream().toList());
        var listed = resource.putArray("searchParam");
        parameters
                .values()
                .forEach(parameter -> listed.addObject()
                        .put("name", parameter.name())
                        .put("type", parameter.kind().code()));
        operations(resource, type);
    }

    private void includes(ObjectNode resource, String type, List<SearchParameter> parameters) {
        var includes = JsonNodeFactory.instance.arrayNode().add("*");
        parameters.stream()
                .filter(parameter -> parameter.kind() == SearchParameter.Kind.REFERENCE)
                .forEach(parameter -> includes.add(type + ":" + parameter.name()));
        resource.set("searchInclude", includes);
        var reverse = JsonNodeFactory.instance.arrayNode();
        for (var other : types.names()) {
            types.of(other).stream()
                    .flatMap(place -> place.index().parameters().stream())
                    .filter(parameter -> parameter.targets().contains(type))
                    .map(parameter -> other + ":" + parameter.name())
                    .distinct()
                    .forEach(reverse::add);
        }
        if (!reverse.isEmpty()) {
            resource.set("searchRevInclude", reverse);
        }
    }

    private void operations(ObjectNode resource, String type) {
        var listed = JsonNodeFactory.instance.arrayNode();
        if (type.equals("Patient")) {
            listed.addObject()
                    .put("name", "everything")
                    .put("definition", "http://hl7.org/fhir/OperationDefinition/Patient-everything");
        }
        operations.stream()
                .filter(operation -> operation.type().equals(type))
                .forEach(operation ->
                        listed.addObject().put("name", operation.name()).put("definition", operation.definition()));
        if (!listed.isEmpty()) {
            resource.set("operation", listed);
        }
    }
}
