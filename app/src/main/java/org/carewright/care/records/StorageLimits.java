package org.carewright.care.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the database can not hold, in whatever element it stands, also in those that FHIR R4 does not know. */
final class StorageLimits {

    /** PostgreSQL's numeric reaches further; no measurement does. */
    private static final int MOST_DIGITS = 1_000;

    /** In UTF-8. An index entry holds 2,704 bytes, and that of an identifier has its system beside it. */
    private static final int LONGEST_KEY = 1_000;

    private final List<Issue> faults = new ArrayList<>();

    private StorageLimits() {}

    static List<Issue> faults(JsonNode resource) {
        var limits = new StorageLimits();
        var type = resource.path("resourceType").asString("");
        if (!isStorable(resource)) {
            limits.value(resource, type);
        }
        if (limits.faults.isEmpty()) {
            limits.keys(resource, type);
        }
        return limits.faults;
    }

    /** The answer for nearly every resource, without the paths that only a fault needs. */
    private static boolean isStorable(JsonNode node) {
        if (node.isObject()) {
            for (var member : node.properties()) {
                if (!isStorable(member.getKey()) || !isStorable(member.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (node.isArray()) {
            for (var item : node) {
                if (!isStorable(item)) {
                    return false;
                }
            }
            return true;
        }
        return node.isString() ? isStorable(node.stringValue()) : !node.isNumber() || isMeasurement(node);
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            var sign = text.charAt(i);
            if (sign == '\0' || Character.isSurrogate(sign)) {
                return false; // or half of a character: to be looked at closely
            }
        }
        return true;
    }

    private static boolean isMeasurement(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return true;
        }
        var number = node.decimalValue();
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    private void value(JsonNode node, String path) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                var memberPath = path + "." + member.getKey().replace('\0', ' ');
                text(member.getKey(), memberPath);
                value(member.getValue(), memberPath);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                value(node.get(i), path + "[" + i + "]");
            }
        } else if (node.isString()) {
            text(node.stringValue(), path);
        } else if (node.isNumber() && !isMeasurement(node)) {
            faults.add(Issue.value(path, "has more digits than any measurement; shorten it"));
        }
    }

    private void text(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            var sign = text.charAt(i);
            if (sign == '\0') {
                faults.add(Issue.value(path, "holds a NUL character; remove it"));
                return;
            }
            if (Character.isSurrogate(sign)
                    && (++i == text.length() || !Character.isSurrogatePair(sign, text.charAt(i)))) {
                faults.add(Issue.value(path, "holds half a character (an unpaired surrogate); mend or remove it"));
                return;
            }
        }
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
