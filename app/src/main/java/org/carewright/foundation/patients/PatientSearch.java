package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.carewright.foundation.patients.SearchTerms.Term;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/** Orders what a search found: how well each term is met, the name in use before former ones. */
final class PatientSearch {

    /**
     * A patient found, as far as the order asks.
     *
     * @param name the words of the name in use, folded, the family's first
     * @param keys all keys under which the patient can be found
     */
    record Found(PatientId id, String name, @Nullable LocalDate born, List<String> keys) {}

    private PatientSearch() {}

    private record Ranked(Found found, double quality) {}

    static List<PatientId> order(Collection<Found> found, List<Term> terms, PatientQuery query) {
        var byName =
                Comparator.comparing(Found::name).thenComparing(one -> one.id().value());
        if (query.sort() == PatientQuery.Sort.BEST) {
            return found.stream()
                    .map(one -> new Ranked(one, quality(one, terms)))
                    .sorted(Comparator.comparingDouble(Ranked::quality)
                            .reversed()
                            .thenComparing(Ranked::found, byName))
                    .map(one -> one.found().id())
                    .toList();
        }
        var order = query.sort() == PatientQuery.Sort.NAME
                ? byName
                : Comparator.comparing(PatientSearch::born).thenComparing(byName);
        return found.stream()
                .sorted(query.descending() ? order.reversed() : order)
                .map(Found::id)
                .toList();
    }

    private static LocalDate born(Found one) {
        return one.born() == null ? LocalDate.MAX : one.born();
    }

    /** Whether a word may be what was meant by the one that was typed. */
    static boolean isLike(String typed, String word) {
        return word.startsWith(typed)
                || (typed.length() >= 4 && word.contains(typed))
                || Spelling.isOneSlip(typed, word)
                || Spelling.similarity(typed, word) >= 0.82
                || (PatientKeys.sound(typed).equals(PatientKeys.sound(word))
                        && Spelling.similarity(typed, word) >= 0.7);
    }

    /** From 0 to 1 for each term. */
    static double quality(Found found, List<Term> terms) {
        var inUse = List.of(found.name().split(" "));
        var ever = found.keys().stream()
                .filter(key -> key.startsWith("n:"))
                .map(key -> key.substring(2))
                .toList();
        return terms.stream()
                .mapToDouble(term -> {
                    var word = term.word();
                    return word == null
                            ? term.keys().stream().anyMatch(found.keys()::contains) ? 1 : 0.7
                            : Math.max(quality(word, inUse), 0.95 * quality(word, ever));
                })
                .sum();
    }

    private static double quality(String typed, List<String> words) {
        return words.stream().mapToDouble(word -> quality(typed, word)).max().orElse(0);
    }

    private static double quality(String typed, String word) {
        if (word.equals(typed)) {
            return 1;
        }
        if (word.startsWith(typed)) {
            return 0.85 + 0.1 * typed.length() / word.length();
        }
        if (typed.length() >= 4 && word.contains(typed)) {
            return 0.75 + 0.1 * typed.length() / word.length();
        }
        return Nicknames.alike(typed, word) ? 0.8 : 0.85 * Spelling.similarity(typed, word);
    }
}
