package org.carewright.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.carewright.bench.Http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that the FHIR API is sent, as they should be and spoilt. */
final class FhirAttempts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ContentType FHIR_JSON = ContentType.create("application/fhir+json");
    private static final ContentType FHIR_XML = ContentType.create("application/fhir+xml");
    private static final ContentType JSON_PATCH = ContentType.create("application/json-patch+json");

    /** The server's to give. */
    private static final List<String> NOT_OF_A_NEW_ONE = List.of("id", "meta", "identifier");

    enum Kind {
        UPDATE("FHIR update"),
        CREATE("FHIR create"),
        PATCH("FHIR patch"),
        TRANSACTION("FHIR transaction"),
        XML("FHIR update in XML");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final FhirClient client;
    private final Mutations spoil;
    private final List<String> resources = new ArrayList<>();

    FhirAttempts(FhirClient client, Mutations spoil, UUID patient) throws IOException {
        this.client = client;
        this.spoil = spoil;
        keep("Patient/" + patient + "/$everything");
        keep("Appointment?status=booked&_count=5");
    }

    private void keep(String path) throws IOException {
        for (var entry : JSON.readTree(client.resource(path)).path("entry")) {
            var resource = entry.path("resource");
            resources.add(resource.path("resourceType").asString() + "/"
                    + resource.path("id").asString());
        }
    }

    Answer send(Kind kind, boolean whole) throws IOException {
        var name = spoil.one(resources);
        var type = name.substring(0, name.indexOf('/'));
        if (kind == Kind.XML) {
            var xml = client.resource(name + "?_format=xml");
            return client.send("PUT", name, FHIR_XML, whole ? xml : spoil.xml(xml));
        }
        var resource = (ObjectNode) JSON.readTree(client.resource(name));
        return switch (kind) {
            case UPDATE -> client.send("PUT", name, FHIR_JSON, text(changed(resource), whole));
            case CREATE -> client.send("POST", type, FHIR_JSON, text(fresh(resource), whole));
            case PATCH -> client.send("PATCH", name, JSON_PATCH, text(patch(resource), whole));
            case TRANSACTION -> client.send("POST", "", FHIR_JSON, text(transaction(resource, name), whole));
            case XML -> throw new IllegalStateException();
        };
    }

    private String text(JsonNode body, boolean whole) {
        return whole ? body.toString() : spoil.json(body);
    }

    private ObjectNode changed(ObjectNode resource) {
        return resource.put("language", spoil.one(List.of("en", "es", "fr", "de", "so", "vi")));
    }

    private static ObjectNode fresh(ObjectNode resource) {
        return resource.deepCopy().remove(NOT_OF_A_NEW_ONE);
    }

    private JsonNode patch(ObjectNode resource) {
        var patch = JSON.createArrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/resourceType")
                .put("value", resource.path("resourceType").asString());
        patch.addObject()
                .put("op", "add")
                .put("path", "/language")
                .put("value", changed(resource).path("language").asString());
        return patch;
    }

    private JsonNode transaction(ObjectNode resource, String name) {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        var create = entries.addObject().put("fullUrl", "urn:uuid:" + new UUID(1, 1));
        create.set("resource", fresh(resource));
        create.putObject("request").put("method", "POST").put("url", name.substring(0, name.indexOf('/')));
        var update = entries.addObject();
        update.set("resource", changed(resource));
        update.putObject("request").put("method", "PUT").put("url", name);
        return bundle;
    }
}
