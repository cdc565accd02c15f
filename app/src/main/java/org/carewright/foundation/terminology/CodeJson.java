package org.carewright.foundation.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.carewright.foundation.terminology.Incoming.Whole;
import org.carewright.platform.types.Coding;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The concepts of a FHIR R4 CodeSystem, and what a ValueSet includes. */
final class CodeJson {

    private static final Set<String> CONTENT = Set.of("complete", "fragment", "example");
    private static final Set<String> OUT_OF_USE = Set.of("retired", "deprecated", "inactive");

    private final List<Issue> issues;

    CodeJson(List<Issue> issues) {
        this.issues = issues;
    }

    List<CodeRow> concepts(JsonNode system) {
        var content = system.path("content").asString("complete");
        if (!CONTENT.contains(content)) {
            issues.add(new Issue(
                    "CodeSystem.content",
                    "not-supported",
                    "A code system that is “" + content + "” brings no codes of its own; take one that is complete."));
            return List.of();
        }
        var rows = new CodeRows(issues);
        addAll(system.path("concept"), "CodeSystem.concept", null, rows);
        return rows.end();
    }

    private void addAll(JsonNode concepts, String path, @Nullable String parent, CodeRows rows) {
        for (int i = 0; i < concepts.size(); i++) {
            var concept = concepts.get(i);
            var place = path + "[" + i + "]";
            var code = concept.path("code").asString("");
            rows.add(place, row(concept, code, parent));
            addAll(concept.path("concept"), place + ".concept", code, rows);
        }
    }

    private static CodeRow row(JsonNode concept, String code, @Nullable String within) {
        var properties = new LinkedHashMap<String, String>();
        for (var property : concept.path("property")) {
            properties.put(property.path("code").asString(""), value(property));
        }
        var parent = properties.remove("parent");
        var billable = properties.remove("billable");
        var inactive = "true".equals(properties.remove("inactive"))
                || OUT_OF_USE.contains(properties.getOrDefault("status", "active"));
        var definition = concept.path("definition").asString("");
        return new CodeRow(
                code,
                concept.path("display").asString("").strip(),
                definition.isEmpty() ? null : definition,
                within == null ? parent : within,
                billable == null ? null : Boolean.valueOf(billable),
                !inactive,
                properties);
    }

    private static String value(JsonNode property) {
        for (var member : property.properties()) {
            if (!member.getKey().startsWith("value")) continue;
            var value = member.getValue();
            return value.isObject() ? value.path("code").asString("") : value.asString("");
        }
        return "";
    }

    /** The codes that a value set names; those of its expansion when it says nothing else. */
    List<Coding> chosen(JsonNode valueSet) {
        var found = new ArrayList<Coding>();
        var seen = new HashSet<String>();
        var includes = valueSet.path("compose").path("include");
        for (int i = 0; i < includes.size(); i++) {
            var include = includes.get(i);
            var system = include.path("system").asString("");
            var path = "ValueSet.compose.include[" + i + "]";
            requireEnumerated(include, system, path);
            add(include.path("concept"), path + ".concept", system, found, seen);
        }
        if (includes.isEmpty()) {
            addExpansion(valueSet.path("expansion").path("contains"), "ValueSet.expansion.contains", found, seen);
        }
        if (!valueSet.path("compose").path("exclude").isEmpty()) {
            issues.add(notSupported("ValueSet.compose.exclude", "Exclusions are"));
        }
        return found;
    }

    private void requireEnumerated(JsonNode include, String system, String path) {
        if (!include.path("filter").isEmpty()) issues.add(notSupported(path + ".filter", "Filters are"));
        if (!include.path("valueSet").isEmpty()) {
            issues.add(notSupported(path + ".valueSet", "Value sets of value sets are"));
        } else if (system.isEmpty()) {
            issues.add(Issue.required(path + ".system", "Say of which code system these are."));
        }
    }

    private static Issue notSupported(String path, String what) {
        return new Issue(path, "not-supported", what + " not read; import the expanded value set instead.");
    }

    private void add(JsonNode concepts, String path, String system, List<Coding> found, Set<String> seen) {
        for (int i = 0; i < concepts.size(); i++) {
            addOne(concepts.get(i), path + "[" + i + "]", system, found, seen);
        }
    }

    private void addExpansion(JsonNode contains, String path, List<Coding> found, Set<String> seen) {
        for (int i = 0; i < contains.size(); i++) {
            var each = contains.get(i);
            var place = path + "[" + i + "]";
            if (!each.path("abstract").asBoolean(false) && each.has("code")) {
                addOne(each, place, each.path("system").asString(""), found, seen);
            }
            addExpansion(each.path("contains"), place + ".contains", found, seen);
        }
    }

    private void addOne(JsonNode concept, String place, String system, List<Coding> found, Set<String> seen) {
        var code = concept.path("code").asString("");
        if (code.isBlank()) {
            issues.add(Issue.required(place + ".code", "There is no code; give one, or take the entry out."));
        } else if (!seen.add(system + "|" + code)) {
            issues.add(new Issue(place, "conflict", "“" + code + "” is in it already; keep one of them."));
        } else {
            found.add(new Coding(
                    system, code, concept.path("display").asString("").strip()));
        }
    }

    /** The code systems of which a value set takes every code. */
    List<Whole> whole(JsonNode valueSet) {
        var found = new ArrayList<Whole>();
        for (var include : valueSet.path("compose").path("include")) {
            if (include.path("concept").isEmpty() && include.has("system")) {
                var version = include.path("version").asString("");
                found.add(new Whole(include.path("system").asString(""), version.isEmpty() ? null : version));
            }
        }
        return found;
    }
}
