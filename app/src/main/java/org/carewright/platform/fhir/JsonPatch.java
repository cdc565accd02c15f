package org.carewright.platform.fhir;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import tools.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902). */
final class JsonPatch {

    private JsonPatch() {}

    /**
     * The document after the patch.
     *
     * @throws FhirRefusal if the patch is none, or does not fit
     */
    static ObjectNode apply(byte[] patch, String document) {
        FhirJson.read(patch); // tells what is wrong with it as JSON
        try (var operations = Json.createReader(new ByteArrayInputStream(patch));
                var before = Json.createReader(new StringReader(document))) {
            JsonValue after = Json.createPatch(operations.readArray()).apply(before.readObject());
            return (ObjectNode) FhirJson.read(after.toString());
        } catch (JsonException | ClassCastException e) {
            throw new FhirRefusal(
                    422,
                    "processing",
                    "The patch does not fit the resource: send an array of operations (RFC 6902) on elements that are there.");
        }
    }
}
