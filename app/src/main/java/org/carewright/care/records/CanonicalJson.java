package org.carewright.care.records;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON read strictly and written the same way each time: members sorted, decimals with the digits they had (FHIR R4,
 * section 2.24.0.1: their precision counts).
 */
final class CanonicalJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxNumberLength(100)
                            .maxStringLength(100_000_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final byte[] bytes;

    private CanonicalJson(byte[] bytes) {
        this.bytes = bytes;
    }

    static CanonicalJson of(JsonNode node) {
        return new CanonicalJson(MAPPER.writeValueAsBytes(node));
    }

    byte[] bytes() {
        return bytes;
    }

    ContentHash hash() {
        return ContentHash.of(bytes);
    }

    /** @throws tools.jackson.core.JacksonException if the text is not one whole JSON value */
    static JsonNode read(byte[] text) {
        return MAPPER.readTree(text);
    }

    /** @throws tools.jackson.core.JacksonException if the text is not one whole JSON value */
    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
