package org.carewright.platform.fhir;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the resources of a type are kept, as the search sees it: SQL over one table or view, whose rows are called
 * {@code t}.
 *
 * @param from {@code appointment t}; what only narrows rows down may stand in {@code scope}
 * @param id the logical id, a uuid
 * @param updated when the current version was made; null where that is not kept
 * @param patient whose record a row belongs to; null when it belongs to nobody's
 * @param scope which rows a caller may see, with {@code :sites} (her sites, a uuid[]) and {@code :treats} (whether what is
 *     confidential is open to her); {@code true} when all
 * @param parameters what can be asked, beside {@code _id} and {@code _lastUpdated}
 */
public record SearchIndex(
        String from,
        String id,
        @Nullable String updated,
        @Nullable String patient,
        String scope,
        List<SearchParameter> parameters) {

    public SearchIndex {
        parameters = List.copyOf(parameters);
    }

    Optional<SearchParameter> find(String name) {
        return switch (name) {
            case "_id" -> Optional.of(SearchParameter.id("_id", id));
            case "_lastUpdated" -> Optional.ofNullable(updated).map(at -> SearchParameter.moment("_lastUpdated", at));
            default ->
                parameters.stream()
                        .filter(parameter -> parameter.name().equals(name))
                        .findFirst();
        };
    }
}
