package org.carewright.platform.fhir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.carewright.platform.fhir.SearchParameter.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What FHIR R4 says of search parameters, and US Core beyond it: by type, the name, the kind, what a reference may point
 * at, and the elements that are compared.
 *
 * <p>Read from {@code search-r4.csv} and {@code search-us-core.csv}: type, name, kind, targets, and elements such as {@code effectivePeriod:Period} or
 * {@code telecom[phone]:ContactPoint}.
 */
final class SearchTable {

    /** The search parameters, read when first used. */
    static final SearchTable R4 = read("search-r4.csv", "search-us-core.csv");

    record Definition(String name, Kind kind, Set<String> targets, List<Element> elements) {}

    /**
     * @param path JSON properties with dots between them, and what one must hold as a filter of SQL's JSON path; arrays are
     *     entered without saying so
     * @param system what a ContactPoint's system must be, or null
     * @param type its R4 data type
     */
    record Element(String path, @Nullable String system, String type) {}

    private final Map<String, List<Definition>> types = new HashMap<>();

    private SearchTable() {}

    Set<String> types() {
        return types.keySet();
    }

    List<Definition> of(String type) {
        return types.getOrDefault(type, List.of());
    }

    Optional<Definition> find(String type, String name) {
        return of(type).stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst();
    }

    private static SearchTable read(String... files) {
        var table = new SearchTable();
        for (var name : files) {
            var file = Objects.requireNonNull(SearchTable.class.getResourceAsStream(name));
            try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                lines.lines().forEach(line -> table.add(line.split(",", -1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return table;
    }

    private void add(String[] line) {
        types.computeIfAbsent(line[0], type -> new ArrayList<>())
                .add(new Definition(
                        line[1],
                        Kind.valueOf(line[2].toUpperCase(Locale.ROOT)),
                        line[3].isEmpty() ? Set.of() : Set.of(line[3].split(" ")),
                        Arrays.stream(line[4].split(" "))
                                .map(SearchTable::element)
                                .toList()));
    }

    private static Element element(String text) {
        var colon = text.lastIndexOf(':');
        var path = text.substring(0, colon);
        var bracket = path.indexOf('[');
        return new Element(
                bracket < 0 ? path : path.substring(0, bracket),
                bracket < 0 ? null : path.substring(bracket + 1, path.length() - 1),
                text.substring(colon + 1));
    }
}
