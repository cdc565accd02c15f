package org.carewright.planner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of JSON, with the limits that keep a wrong file from filling the memory. */
final class JsonFile {

    /** A ward of five times the largest that was ever published takes 3 MB. */
    private static final long LONGEST = 50L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /**
     * @throws FaultyFile if it is too long, is no JSON, or is no object
     * @throws IOException if it can not be read
     */
    static JsonObject read(Path file, Faults faults) throws IOException, FaultyFile {
        if (Files.size(file) > LONGEST) {
            throw new FaultyFile(List.of(new Fault(
                    "$", "is longer than 50 MB: a ward of 3,000 patients takes 3 MB. Is it the right file?")));
        }
        try {
            var root = JSON.readTree(file);
            if (root == null || !root.isObject()) {
                throw new FaultyFile(List.of(new Fault("$", "is no JSON object")));
            }
            return new JsonObject(root, "$", faults);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new FaultyFile(List.of(new Fault(
                    "$",
                    "is no JSON"
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                            + ": " + e.getOriginalMessage())));
        }
    }
}
