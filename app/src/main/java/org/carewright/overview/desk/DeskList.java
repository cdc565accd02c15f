package org.carewright.overview.desk;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the desk.
 *
 * @param loops in the desk's order
 * @param total how many match, on all pages
 * @param late how many of these are late
 * @param kinds what matches the query without its rule, the most frequent kind first
 */
record DeskList(List<OpenLoop> loops, int total, int late, List<Kind> kinds) {

    DeskList {
        loops = List.copyOf(loops);
        kinds = List.copyOf(kinds);
    }

    /** @param rule only of this kind are the loops; null when they are of all kinds */
    static DeskList of(List<OpenLoop> loops, Collection<Kind> kinds, @Nullable String rule) {
        var listed = kinds.stream()
                .filter(kind -> rule == null || rule.equals(kind.rule()))
                .toList();
        return new DeskList(
                loops,
                listed.stream().mapToInt(Kind::open).sum(),
                listed.stream().mapToInt(Kind::late).sum(),
                kinds.stream()
                        .sorted(Comparator.comparingInt(Kind::open).reversed().thenComparing(Kind::title))
                        .toList());
    }

    /** A rule, its title, how many loops of it are open, and how many of these are late. */
    record Kind(String rule, String title, int open, int late) {}
}
