package org.carewright.platform.fhir;

import java.nio.charset.StandardCharsets;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON read strictly and written the same way each time: members sorted, decimals with the digits they had (FHIR R4,
 * section 2.24.0.1: their precision counts).
 */
public final class FhirJson {

    private static final JsonMapper MAPPER = mapper(Long.MAX_VALUE);

    /** A body of nothing but brackets would take thirty times its length in memory. */
    private static final JsonMapper OF_CLIENTS = mapper(2_000_000);

    private final byte[] bytes;

    private static JsonMapper mapper(long mostTokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(200)
                                .maxNumberLength(10_000)
                                .maxStringLength(100_000_000)
                                .maxTokenCount(mostTokens)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    private FhirJson(byte[] bytes) {
        this.bytes = bytes;
    }

    public static FhirJson of(JsonNode node) {
        return new FhirJson(MAPPER.writeValueAsBytes(node));
    }

    public byte[] bytes() {
        return bytes;
    }

    /** @throws tools.jackson.core.JacksonException if the text is not one whole JSON value */
    public static JsonNode read(byte[] text) {
        return MAPPER.readTree(text);
    }

    /** Of a resource {@code Type/id}, without reading further than that; null when it does not say. */
    public static @Nullable String findName(byte[] text) {
        String type = null;
        String id = null;
        try (var parser = MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while ((type == null || id == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("resourceType")) {
                    type = parser.getString();
                } else if (parser.currentToken() == JsonToken.VALUE_STRING && name.equals("id")) {
                    id = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return null; // reading it for good tells what is wrong
        }
        return type == null || id == null ? null : type + "/" + id;
    }

    /**
     * What a client sends, of which more may be under way than the memory holds.
     *
     * @throws tools.jackson.core.JacksonException if the text is not one whole JSON value, or has too many parts
     */
    static JsonNode readSent(byte[] text) {
        try (var parser = OF_CLIENTS.createParser(text)) {
            try {
                var node = OF_CLIENTS.readTree(parser);
                if (parser.nextToken() != null) {
                    throw new StreamReadException(parser, "trailing token");
                }
                return node;
            } catch (StreamConstraintsException e) {
                throw new StreamConstraintsException(e.getOriginalMessage(), parser.currentLocation());
            }
        }
    }

    /** Where and what, without a piece of the text itself. */
    public static Issue fault(JacksonException e) {
        var at = e.getLocation();
        var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        if (e instanceof StreamConstraintsException) {
            return new Issue(
                    "",
                    "too-costly",
                    "is nested deeper, or has more parts or longer values, than any record" + where
                            + "; split or shorten it");
        }
        return new Issue("", "structure", "is no whole, valid JSON" + where + "; ask for the file again");
    }

    /** @throws tools.jackson.core.JacksonException if the text is not one whole JSON value */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
