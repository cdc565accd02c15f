package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.carewright.foundation.patients.SearchTerms.Term;

/** Orders what a search found: how well each term is met, the name in use before former ones. */
final class PatientSearch {

    /**
     * A patient found.
     *
     * @param keys all keys under which the patient can be found
     */
    record Found(PatientSummary patient, Set<String> keys) {

        Found {
            keys = Set.copyOf(keys);
        }
    }

    private PatientSearch() {}

    /**
     * A patient found, with what the order asks for again and again.
     *
     * @param name folded
     */
    private record Ranked(PatientSummary patient, double quality, String name) {}

    static List<PatientSummary> order(Collection<Found> found, List<Term> terms, PatientQuery query) {
        var byName = Comparator.comparing(Ranked::name)
                .thenComparing(one -> one.patient().id().value());
        var order = switch (query.sort()) {
            case BEST -> Comparator.comparingDouble(Ranked::quality).reversed().thenComparing(byName);
            case NAME -> query.descending() ? byName.reversed() : byName;
            case BIRTH_DATE -> {
                var byBirth = Comparator.comparing(PatientSearch::born).thenComparing(byName);
                yield query.descending() ? byBirth.reversed() : byBirth;
            }
        };
        return found.stream()
                .map(one -> new Ranked(
                        one.patient(),
                        quality(one, terms),
                        Words.fold(one.patient().name().filed())))
                .sorted(order)
                .map(Ranked::patient)
                .toList();
    }

    private static LocalDate born(Ranked one) {
        var born = one.patient().birthDate();
        return born == null ? LocalDate.MAX : born.date();
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
        var name = found.patient().name();
        var inUse = Words.of(name.family() + " " + name.given());
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
