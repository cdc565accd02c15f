package org.carewright.care.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.fhir.JsonLimits;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the chart can not hold, and cannot find again. */
final class StorageLimits {

    /** In UTF-8. An index entry holds 2,704 bytes, and that of an identifier has its system beside it. */
    private static final int LONGEST_KEY = 1_000;

    private final List<Issue> faults = new ArrayList<>();

    private StorageLimits() {}

    static List<Issue> faults(JsonNode resource) {
        var limits = new StorageLimits();
        var type = resource.path("resourceType").asString("");
        limits.faults.addAll(JsonLimits.faults(resource, type));
        if (limits.faults.isEmpty()) {
            limits.keys(resource, type);
        }
        return limits.faults;
    }

    /** What resources are found by. */
    private void keys(JsonNode resource, String type) {
        key(type, "resourceType");
        for (int i = 0; i < resource.path("identifier").size(); i++) {
            var identifier = resource.path("identifier").path(i);
            key(identifier.path("system").asString(""), type + ".identifier[" + i + "].system");
            key(identifier.path("value").asString(""), type + ".identifier[" + i + "].value");
        }
        var code = Facts.mainCode(resource);
        key(Facts.status(resource), type + ".status");
        key(code == null ? null : code.code(), type + ".code");
        key(Facts.patient(resource), type + ".subject");
        for (int i = 0; i < resource.path("telecom").size(); i++) {
            key(resource.path("telecom").path(i).path("value").asString(""), type + ".telecom[" + i + "].value");
        }
        for (int i = 0; i < resource.path("address").size(); i++) {
            for (var line : resource.path("address").path(i).path("line")) {
                key(line.asString(""), type + ".address[" + i + "].line");
            }
        }
    }

    private void key(@Nullable String text, String path) {
        // a character takes three bytes at most, a pair of surrogates four
        if (text != null
                && text.length() > LONGEST_KEY / 3
                && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            faults.add(new Issue(path, "too-long", "is longer than 1,000 bytes; shorten it, or leave it out"));
        }
    }
}
