package org.carewright.platform.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks, as far as it can be told without knowing the types.
 *
 * @param filters all must hold
 * @param after the id behind which the page begins, or null
 * @param offset how many matches come before the page, where {@code _sort} orders them
 * @param total whether the number of all matches is wanted
 * @param countOnly whether nothing but that is
 * @param issues what could not be understood
 */
record SearchRequest(
        String type,
        List<Filter> filters,
        List<Sort> sort,
        int count,
        int offset,
        @Nullable UUID after,
        List<Include> includes,
        boolean total,
        boolean countOnly,
        List<Issue> issues) {

    static final int USUAL_COUNT = 50;
    static final int MOST_COUNT = 500;
    private static final int DEEPEST_OFFSET = 10_000;
    private static final int MOST_VALUES = 1_000;

    /** Parameters that say how to answer, not what to look for. */
    static final Set<String> ABOUT_THE_ANSWER =
            Set.of("_format", "_pretty", "_elements", "_summary", "_count", "_offset", "_after", "_total", "_sort");

    private static final Set<String> INCLUDES = Set.of("_include", "_revinclude");

    /**
     * One parameter.
     *
     * @param name as typed, with chain and modifier
     * @param values alternatives, of which one must hold
     */
    record Filter(String name, List<String> values) {}

    record Sort(String name, boolean descending) {}

    /**
     * @param reverse whether the included refer to what was found, instead of the other way round
     * @param type whose parameter it is
     * @param parameter its name, or {@code *}
     * @param target the type to be included, or null for any
     * @param iterate whether what was included includes in its turn
     */
    record Include(
            boolean reverse,
            String type,
            String parameter,
            @Nullable String target,
            boolean iterate) {}

    static SearchRequest of(String type, Map<String, List<String>> parameters) {
        var filters = new ArrayList<Filter>();
        var includes = new ArrayList<Include>();
        var issues = new ArrayList<Issue>();
        parameters.forEach((name, values) -> {
            var stem = name.split(":", 2)[0];
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                issues.add(Issue.value(name, "holds a NUL character; remove it"));
            } else if (INCLUDES.contains(stem)) {
                values.forEach(value -> includes.add(include(name, value, issues)));
            } else if (!ABOUT_THE_ANSWER.contains(name)) {
                values.stream()
                        .filter(value -> !value.isEmpty())
                        .forEach(value -> filters.add(new Filter(name, SearchText.alternatives(value))));
            }
        });
        if (filters.stream().mapToInt(filter -> filter.values().size()).sum() + includes.size() > MOST_VALUES) {
            issues.add(new Issue("", "too-costly", "A search may have 1,000 values: ask in several."));
            filters.clear();
            includes.clear();
        }
        var summary = last(parameters, "_summary");
        return new SearchRequest(
                type,
                filters,
                sorts(last(parameters, "_sort")),
                number("_count", last(parameters, "_count"), USUAL_COUNT, MOST_COUNT, issues),
                offset(last(parameters, "_offset"), issues),
                after(last(parameters, "_after"), issues),
                includes,
                total(last(parameters, "_total"), issues),
                "count".equals(summary) || "0".equals(last(parameters, "_count")),
                issues);
    }

    private static Include include(String name, String value, List<Issue> issues) {
        var parts = value.split(":", -1);
        if (value.equals("*")) {
            return new Include(name.startsWith("_rev"), "*", "*", null, name.endsWith(":iterate"));
        }
        if (parts.length < 2 || parts.length > 3) {
            issues.add(Issue.value(name, "Name the type and its search parameter: Observation:encounter."));
            return new Include(false, "", "", null, false);
        }
        return new Include(
                name.startsWith("_rev"),
                parts[0],
                parts[1],
                parts.length == 3 ? parts[2] : null,
                name.endsWith(":iterate"));
    }

    private static List<Sort> sorts(@Nullable String text) {
        return text == null || text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(name -> name.startsWith("-") ? new Sort(name.substring(1), true) : new Sort(name, false))
                        .toList();
    }

    private static boolean total(@Nullable String text, List<Issue> issues) {
        if (text == null || text.equals("none")) {
            return false;
        }
        if (!text.equals("accurate") && !text.equals("estimate")) {
            issues.add(Issue.value("_total", "Write none, estimate or accurate."));
        }
        return true;
    }

    private static int offset(@Nullable String text, List<Issue> issues) {
        if (text != null && text.matches("\\d{5,9}") && Integer.parseInt(text) > DEEPEST_OFFSET) {
            issues.add(new Issue(
                    "_offset",
                    "too-costly",
                    "A sorted search goes " + DEEPEST_OFFSET + " matches deep: narrow it, or leave _sort out."));
        }
        return number("_offset", text, 0, DEEPEST_OFFSET, issues);
    }

    private static int number(String name, @Nullable String text, int usual, int most, List<Issue> issues) {
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,9}")) {
            issues.add(Issue.value(name, "Write a whole number."));
            return usual;
        }
        return Math.min(Integer.parseInt(text), most);
    }

    private static @Nullable UUID after(@Nullable String text, List<Issue> issues) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            issues.add(Issue.value("_after", "Follow the links of the page before, as they are."));
            return null;
        }
    }

    private static @Nullable String last(Map<String, List<String>> parameters, String name) {
        var values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getLast();
    }
}
