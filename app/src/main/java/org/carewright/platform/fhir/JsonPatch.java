package org.carewright.platform.fhir;

import jakarta.json.Json;
import jakarta.json.JsonArray;
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

    /** Together: a few copies of copies would fill the memory, for each may double the resource. */
    private static final int MOST_COPIED = 5_000_000;

    /** What is nested deeper could not be read again; no record is half as deep. */
    private static final int DEEPEST = 100;

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
            long copied = 0;
            for (int i = 0; i < steps.size(); i++) {
                var path = "Patch[" + i + "]";
                var put = put(steps.get(i), after);
                if (stepsTo(steps.get(i)) + depth(put) > DEEPEST) {
                    throw refused(path, "nests the resource deeper than any record; put it less deep");
                }
                copied +=
                        text(steps.get(i), "op").equals("copy") ? put.toString().length() : 0;
                if (copied > MOST_COPIED) {
                    throw refused(path, "makes the resource longer than any record; copy less");
                }
                after = step(steps.get(i), path, after);
            }
            return (ObjectNode) FhirJson.read(after.toString());
        }
    }

    /** What an operation puts into the resource; if it does not say, or not rightly, that is refused later. */
    private static JsonValue put(JsonValue operation, JsonObject before) {
        if (!(operation instanceof JsonObject step)) {
            return JsonValue.NULL;
        }
        try {
            return switch (step.getString("op", "")) {
                case "copy", "move" ->
                    Json.createPointer(step.getString("from", "")).getValue(before);
                default -> step.getOrDefault("value", JsonValue.NULL);
            };
        } catch (JsonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return JsonValue.NULL;
        }
    }

    private static long stepsTo(JsonValue operation) {
        return text(operation, "path").chars().filter(sign -> sign == '/').count();
    }

    private static String text(JsonValue operation, String member) {
        return operation instanceof JsonObject step ? step.getString(member, "") : "";
    }

    private static int depth(JsonValue value) {
        var inside = value instanceof JsonObject object
                ? object.values()
                : value instanceof JsonArray array ? array : List.<JsonValue>of();
        return 1 + inside.stream().mapToInt(JsonPatch::depth).max().orElse(0);
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
