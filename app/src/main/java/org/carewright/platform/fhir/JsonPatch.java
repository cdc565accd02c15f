package org.carewright.platform.fhir;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.carewright.platform.types.Issue;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902). */
final class JsonPatch {

    private static final int MOST_OPERATIONS = 1_000;

    /** A few copies of copies would fill the memory: each may double the resource. */
    private static final int LONGEST_AFTER_COPY = 5_000_000;

    private JsonPatch() {}

    /**
     * The document after the patch.
     *
     * @throws FhirRefusal if the patch is none, or one of its operations does not fit, which it names
     */
    static ObjectNode apply(byte[] patch, String document) {
        if (!(FhirJson.readSent(patch) instanceof ArrayNode operations)) {
            throw refused("Patch", "must be an array of operations (RFC 6902)");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw refused("Patch", "may have 1,000 operations; send several patches, or an update");
        }
        try (var reader = Json.createReader(new StringReader(operations.toString()));
                var before = Json.createReader(new StringReader(document))) {
            var steps = reader.readArray();
            JsonObject after = before.readObject();
            for (int i = 0; i < steps.size(); i++) {
                after = step(steps.get(i), "Patch[" + i + "]", after);
                if (isCopy(steps.get(i)) && after.toString().length() > LONGEST_AFTER_COPY) {
                    throw refused("Patch[" + i + "]", "makes the resource longer than any record; copy less");
                }
            }
            return (ObjectNode) FhirJson.read(after.toString());
        }
    }

    private static boolean isCopy(JsonValue operation) {
        return operation instanceof JsonObject step && step.getString("op", "").equals("copy");
    }

    private static JsonObject step(JsonValue operation, String path, JsonObject before) {
        if (!(operation instanceof JsonObject step) || !(step.get("op") instanceof JsonString)) {
            throw refused(path, "must be an operation: an object with op and path");
        }
        try {
            return Json.createPatch(Json.createArrayBuilder().add(step).build()).apply(before);
        } catch (JsonException
                | ClassCastException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            // The library means all of these: an operation that it does not know, or a place that is not there.
            throw refused(
                    path,
                    "does not fit the resource: its op must be add, remove, replace, move, copy or test, its path one that is"
                            + " there");
        }
    }

    private static FhirRefusal refused(String path, String why) {
        return new FhirRefusal(422, List.of(new Issue(path, "processing", why)));
    }
}
