package org.carewright.platform.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a person asked of a list: words, filters, order, page. Read from the address and written back to it, so every
 * list can be linked to. A controller takes it as an argument:
 *
 * <pre>{@code
 * String list(Actor actor, ListQuery query, Model model) {
 *     model.addAttribute("page", patients.search(query, actor));
 *     return "foundation/patients/list";
 * }
 * }</pre>
 *
 * @param path the page itself, without query
 * @param filters every other parameter of the address; several values of one name are kept
 * @param page from 1
 * @param size rows on a page, one of {@link #SIZES}
 */
public record ListQuery(
        String path,
        String q,
        SequencedMap<String, List<String>> filters,
        @Nullable String sort,
        boolean descending,
        int page,
        int size) {

    public static final List<Integer> SIZES = List.of(25, 50, 100, 200);
    private static final int EVERYTHING = 100_000;
    private static final int LAST_PAGE = 10_000;

    public ListQuery {
        var copy = new LinkedHashMap<String, List<String>>();
        filters.forEach((name, values) -> {
            var said = values.stream().filter(value -> !value.isBlank()).toList();
            if (!said.isEmpty()) copy.put(name, said);
        });
        filters = java.util.Collections.unmodifiableSequencedMap(copy);
        q = q.strip();
        page = Math.clamp(page, 1, LAST_PAGE);
    }

    public static ListQuery of(String path) {
        return new ListQuery(path, "", new LinkedHashMap<>(), null, false, 1, SIZES.getFirst());
    }

    /** Reads the parameters of a request; what makes no sense is left out rather than refused. */
    public static ListQuery parse(String path, Map<String, String[]> parameters) {
        var filters = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, values) -> {
            if (!List.of("q", "sort", "dir", "page", "size").contains(name)) filters.put(name, List.of(values));
        });
        var size = number(parameters, "size", SIZES.getFirst());
        return new ListQuery(
                path,
                text(parameters, "q"),
                filters,
                text(parameters, "sort").isBlank() ? null : text(parameters, "sort"),
                text(parameters, "dir").equals("desc"),
                number(parameters, "page", 1),
                SIZES.contains(size) ? size : SIZES.getFirst());
    }

    /** Reads an address that {@link #url} wrote; of another one, the path alone. */
    public static ListQuery parse(String url) {
        try {
            var address = UriComponentsBuilder.fromUriString(url).build();
            var parameters = new LinkedHashMap<String, String[]>();
            address.getQueryParams()
                    .forEach((name, values) -> parameters.put(
                            decoded(name),
                            values.stream().map(ListQuery::decoded).toArray(String[]::new)));
            return parse(Objects.requireNonNullElse(address.getPath(), ""), parameters);
        } catch (IllegalArgumentException e) {
            return of(url.replaceFirst("\\?.*", ""));
        }
    }

    private static String decoded(@Nullable String text) {
        return text == null ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value of a filter, or null when it is not set. */
    public @Nullable String filter(String name) {
        var values = filters.get(name);
        return values == null ? null : values.getFirst();
    }

    public boolean has(String name, String value) {
        return filters.getOrDefault(name, List.of()).contains(value);
    }

    public boolean isFiltered() {
        return !q.isEmpty() || !filters.isEmpty();
    }

    public int offset() {
        return (page - 1) * size;
    }

    /** The same list from its beginning without pages, for an export. */
    public ListQuery all() {
        return new ListQuery(path, q, filters, sort, descending, 1, EVERYTHING);
    }

    public ListQuery withWords(String words) {
        return new ListQuery(path, words, filters, sort, descending, 1, size);
    }

    public ListQuery withPage(int number) {
        return new ListQuery(path, q, filters, sort, descending, number, size);
    }

    public ListQuery withSize(int rows) {
        return new ListQuery(path, q, filters, sort, descending, 1, rows);
    }

    /** The filter set to this value, or removed when it is null; back on the first page. */
    public ListQuery with(String name, @Nullable String value) {
        var changed = new LinkedHashMap<>(filters);
        if (value == null) changed.remove(name);
        else changed.put(name, List.of(value));
        return new ListQuery(path, q, changed, sort, descending, 1, size);
    }

    /** Sorted by this column; by the other direction when it already is. */
    public ListQuery sortedBy(String column) {
        return new ListQuery(path, q, filters, column, column.equals(sort) && !descending, 1, size);
    }

    /** "ascending", "descending" or null: the value of aria-sort. */
    public @Nullable String ariaSort(String column) {
        if (!column.equals(sort)) return null;
        return descending ? "descending" : "ascending";
    }

    /**
     * The SQL order. Only columns named here can be sorted by, so nothing of the address reaches the statement.
     *
     * @param columns from the name in the address to the SQL columns, most important first
     * @param otherwise the order when none is asked for, and what makes every order total (end it with the id)
     */
    public String orderBy(Map<String, List<String>> columns, String otherwise) {
        var chosen = sort == null ? null : columns.get(sort);
        if (chosen == null) return "order by " + otherwise;
        var direction = descending ? " desc nulls last" : " asc nulls last";
        return "order by " + String.join(direction + ", ", chosen) + direction + ", " + otherwise;
    }

    /** The address of exactly this list. */
    public String url() {
        return address(path);
    }

    /** The address of its export: the same path with ".csv". */
    public String csvUrl() {
        return withPage(1).address(path + ".csv");
    }

    private String address(String to) {
        var parts = new ArrayList<String>();
        if (!q.isEmpty()) parts.add(pair("q", q));
        filters.forEach((name, values) -> values.forEach(value -> parts.add(pair(name, value))));
        if (sort != null) parts.add(pair("sort", sort));
        if (sort != null && descending) parts.add("dir=desc");
        if (page > 1) parts.add("page=" + page);
        if (size != SIZES.getFirst() && SIZES.contains(size)) parts.add("size=" + size);
        return parts.isEmpty() ? to : to + "?" + String.join("&", parts);
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String text(Map<String, String[]> parameters, String name) {
        var values = parameters.get(name);
        return values == null || values.length == 0 ? "" : values[0];
    }

    private static int number(Map<String, String[]> parameters, String name, int otherwise) {
        try {
            return Integer.parseInt(text(parameters, name));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}
