package org.carewright.foundation.terminology;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.carewright.foundation.terminology.CodeIndex.Hit;
import org.carewright.foundation.terminology.ExpansionOutcome.Expansion;

/** Lists of codes that are searched as one. */
final class CodeScope {

    /** @param read gives the concepts of what was found; one that is no longer there is absent */
    record Part(CodeIndex index, Function<List<Hit>, Map<Hit, Concept>> read) {}

    private record Found(Part part, Hit hit) {

        static final Comparator<Found> BEST_FIRST = Comparator.comparing(
                        (Found found) -> found.hit().fit())
                .thenComparingInt(found -> found.hit().within());
    }

    private final List<Part> parts;
    private final List<CodeSystem> systems;

    CodeScope(List<Part> parts, List<CodeSystem> systems) {
        this.parts = List.copyOf(parts);
        this.systems = List.copyOf(systems);
    }

    Expansion find(CodeQuery query) {
        var most = query.offset() + query.count();
        var found = new ArrayList<Found>();
        var total = 0;
        var corrected = "";
        for (var part : parts) {
            var hits = part.index().find(query.text(), query.billable(), query.active(), most);
            // What one list has as written is better than what another has in other words.
            var isSecondBest =
                    total > 0 && corrected.isEmpty() && !hits.corrected().isEmpty();
            if (hits.total() == 0 || isSecondBest) continue;
            if (!corrected.isEmpty() && hits.corrected().isEmpty()) {
                found.clear();
                total = 0;
            }
            corrected = hits.corrected();
            total += hits.total();
            hits.first().forEach(hit -> found.add(new Found(part, hit)));
        }
        if (parts.size() > 1) found.sort(Found.BEST_FIRST);
        var page = found.stream().skip(query.offset()).limit(query.count()).toList();
        return new Expansion(total, read(page), corrected, systems);
    }

    private static List<Concept> read(List<Found> page) {
        var hits = page.stream().collect(groupingBy(Found::part, mapping(Found::hit, toList())));
        var concepts = new HashMap<Part, Map<Hit, Concept>>();
        hits.forEach((part, some) -> concepts.put(part, part.read().apply(some)));
        return page.stream()
                .map(found -> concepts.getOrDefault(found.part(), Map.of()).get(found.hit()))
                .filter(Objects::nonNull)
                .toList();
    }
}
