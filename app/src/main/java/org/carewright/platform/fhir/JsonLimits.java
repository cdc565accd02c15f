package org.carewright.platform.fhir;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;
import tools.jackson.databind.JsonNode;

/** What the database can not hold, in whatever element it stands, also in those that FHIR R4 does not know. */
public final class JsonLimits {

    /** PostgreSQL's numeric reaches further; no measurement does. */
    private static final int MOST_DIGITS = 1_000;

    /** Of one resource. Each costs time to index; hardly a record has a tenth of it. */
    private static final int MOST_PARTS = 100_000;

    private final List<Issue> faults = new ArrayList<>();

    private JsonLimits() {}

    /** What the database can hold, but not for the asking: an import by the operator may have it. */
    static boolean hasTooManyParts(JsonNode value) {
        return parts(value, 0) > MOST_PARTS;
    }

    /** @param path what the value is called in the issues: its resource type */
    public static List<Issue> faults(JsonNode value, String path) {
        var limits = new JsonLimits();
        if (!isStorable(value)) {
            limits.value(value, path);
        }
        return limits.faults;
    }

    /** Not counted on beyond the most. */
    private static int parts(JsonNode node, int before) {
        int parts = before + 1;
        for (var child : node) {
            if (parts > MOST_PARTS) {
                break;
            }
            parts = parts(child, parts);
        }
        return parts;
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
}
