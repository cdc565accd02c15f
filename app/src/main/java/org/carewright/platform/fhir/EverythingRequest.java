package org.carewright.platform.fhir;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.platform.fhir.References.Reference;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Patient/$everything} asks.
 *
 * @param types wanted, or empty for all
 * @param since only what was changed from then on, or null
 * @param count of resources on a page
 * @param after behind which resource the page begins, or null on the first
 */
record EverythingRequest(
        Set<String> types,
        @Nullable Instant since,
        int count,
        @Nullable Reference after) {

    private static final Set<String> KNOWN = Set.of("_type", "_since", "_count", "_after", "_format", "_pretty");

    /** @throws FhirRefusal with all that can not be understood */
    static EverythingRequest of(Map<String, List<String>> parameters) {
        var issues = new ArrayList<Issue>();
        parameters.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> issues.add(new Issue(
                        name, "not-supported", "is not known here; write _type, _since or _count, or leave it out")));
        var types = all("_type", parameters).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .collect(Collectors.toSet());
        types.stream()
                .filter(type -> !ResourceCheck.isResourceType(type))
                .forEach(type -> issues.add(Issue.value("_type", "R4 has no type " + type + ".")));
        var since = one("_since", parameters);
        var period = since == null ? null : SearchText.period(since, () -> ZoneOffset.UTC);
        if (since != null && period == null) {
            issues.add(Issue.value("_since", "Write an instant: 2026-11-22T09:40:00Z."));
        }
        var count = one("_count", parameters);
        if (count != null && !count.matches("\\d{1,9}")) {
            issues.add(Issue.value("_count", "Write a whole number."));
        }
        var after = one("_after", parameters);
        var reference = after == null ? null : Reference.parse(after).orElse(null);
        if (after != null && reference == null) {
            issues.add(Issue.value("_after", "Follow the links of the page before, as they are."));
        }
        if (!issues.isEmpty()) {
            throw new FhirRefusal(400, issues);
        }
        return new EverythingRequest(
                types,
                period == null ? null : period.start(),
                count == null
                        ? SearchRequest.MOST_COUNT
                        : Math.clamp(Integer.parseInt(count), 1, SearchRequest.MOST_COUNT),
                reference);
    }

    private static List<String> all(String name, Map<String, List<String>> parameters) {
        return parameters.getOrDefault(name, List.of());
    }

    private static @Nullable String one(String name, Map<String, List<String>> parameters) {
        return all(name, parameters).stream().findFirst().orElse(null);
    }
}
