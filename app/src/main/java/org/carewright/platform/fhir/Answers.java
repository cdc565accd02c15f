package org.carewright.platform.fhir;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.carewright.platform.fhir.FhirReading.Page;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the resources that an API itself makes, around those it was given: Bundle and OperationOutcome. */
final class Answers {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Answers() {}

    static String outcome(List<Issue> issues) {
        return write(json -> {
            json.writeStartObject().writeStringProperty("resourceType", "OperationOutcome");
            json.writeArrayPropertyStart("issue");
            for (var issue : issues) {
                json.writeStartObject()
                        .writeStringProperty("severity", "error")
                        .writeStringProperty("code", issue.code())
                        .writeStringProperty("diagnostics", issue.message());
                if (!issue.path().isEmpty()) {
                    json.writeArrayPropertyStart("expression")
                            .writeString(issue.path())
                            .writeEndArray();
                }
                json.writeEndObject();
            }
            json.writeEndArray().writeEndObject();
        });
    }

    /**
     * @param base the address of the API, to which {@code /Patient/17} is added
     * @param links by relation
     */
    static String searchset(Page page, String base, Map<String, String> links, Instant now) {
        return write(json -> {
            begin(json, "searchset", now);
            if (page.total() != null) {
                json.writeNumberProperty("total", page.total());
            }
            links(json, links);
            if (!page.matches().isEmpty() || !page.included().isEmpty()) {
                json.writeArrayPropertyStart("entry");
                page.matches().forEach(resource -> found(json, resource, base, "match"));
                page.included().forEach(resource -> found(json, resource, base, "include"));
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    private static void found(JsonGenerator json, FhirResource resource, String base, String mode) {
        json.writeStartObject().writeStringProperty("fullUrl", base + "/" + resource.reference());
        json.writeName("resource").writeRawValue(resource.json());
        json.writeObjectPropertyStart("search")
                .writeStringProperty("mode", mode)
                .writeEndObject();
        json.writeEndObject();
    }

    static String history(List<FhirResource> versions, String base, Map<String, String> links, Instant now) {
        return write(json -> {
            begin(json, "history", now);
            json.writeNumberProperty("total", versions.size());
            links(json, links);
            json.writeArrayPropertyStart("entry");
            for (var version : versions) {
                var isFirst = version.version() == versions.getLast().version();
                json.writeStartObject().writeStringProperty("fullUrl", base + "/" + version.reference());
                json.writeName("resource").writeRawValue(version.json());
                json.writeObjectPropertyStart("request")
                        .writeStringProperty("method", isFirst ? "POST" : "PUT")
                        .writeStringProperty("url", isFirst ? version.type() : version.reference())
                        .writeEndObject();
                json.writeObjectPropertyStart("response")
                        .writeStringProperty("status", isFirst ? "201" : "200")
                        .writeStringProperty("etag", etag(version.version()));
                if (version.lastUpdated() != null) {
                    json.writeStringProperty("lastModified", FhirResource.instant(version.lastUpdated()));
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray().writeEndObject();
        });
    }

    /**
     * What became of an entry of a batch or transaction.
     *
     * @param resource what was read or written, or null
     * @param location of what was written, or null
     */
    record Response(
            int status,
            @Nullable String resource,
            @Nullable String location,
            @Nullable String etag,
            @Nullable Instant lastModified,
            @Nullable String outcome) {

        /** Roughly, in bytes. */
        int length() {
            return resource == null ? 0 : resource.length();
        }
    }

    /** @param type {@code transaction-response} or {@code batch-response} */
    static String responses(String type, List<Response> responses) {
        return write(json -> {
            json.writeStartObject()
                    .writeStringProperty("resourceType", "Bundle")
                    .writeStringProperty("type", type);
            json.writeArrayPropertyStart("entry");
            for (var response : responses) {
                json.writeStartObject();
                if (response.resource() != null) {
                    json.writeName("resource").writeRawValue(response.resource());
                }
                json.writeObjectPropertyStart("response")
                        .writeStringProperty("status", Integer.toString(response.status()));
                if (response.location() != null) {
                    json.writeStringProperty("location", response.location());
                }
                if (response.etag() != null) {
                    json.writeStringProperty("etag", response.etag());
                }
                if (response.lastModified() != null) {
                    json.writeStringProperty("lastModified", FhirResource.instant(response.lastModified()));
                }
                if (response.outcome() != null) {
                    json.writeName("outcome").writeRawValue(response.outcome());
                }
                json.writeEndObject().writeEndObject();
            }
            json.writeEndArray().writeEndObject();
        });
    }

    static String etag(int version) {
        return "W/\"" + version + "\"";
    }

    private static void begin(JsonGenerator json, String type, Instant now) {
        json.writeStartObject()
                .writeStringProperty("resourceType", "Bundle")
                .writeStringProperty("id", Id.fresh().toString())
                .writeStringProperty("type", type);
        json.writeObjectPropertyStart("meta")
                .writeStringProperty("lastUpdated", FhirResource.instant(now))
                .writeEndObject();
    }

    private static void links(JsonGenerator json, Map<String, String> links) {
        json.writeArrayPropertyStart("link");
        links.forEach((relation, url) -> json.writeStartObject()
                .writeStringProperty("relation", relation)
                .writeStringProperty("url", url)
                .writeEndObject());
        json.writeEndArray();
    }

    private static String write(Consumer<JsonGenerator> content) {
        var text = new StringWriter(4096);
        try (var json = MAPPER.createGenerator(text)) {
            content.accept(json);
        }
        return text.toString();
    }
}
