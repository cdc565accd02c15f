package org.carewright.overview.desk;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.carewright.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * One page of the desk.
 *
 * @param loops in the desk's order
 * @param total how many match, on all pages; more than so many, in round hundreds, if there are {@code more}
 * @param late how many of these are late
 * @param more whether not all were counted
 * @param kinds what matches the query without its rule, the most frequent kind first
 */
record DeskList(List<OpenLoop> loops, int total, int late, boolean more, List<Kind> kinds) {

    DeskList {
        loops = List.copyOf(loops);
        kinds = List.copyOf(kinds);
    }

    /** @param rule only of this kind are the loops; null when they are of all kinds */
    static DeskList of(List<OpenLoop> loops, Collection<Kind> kinds, @Nullable String rule) {
        var listed = kinds.stream()
                .filter(kind -> rule == null || rule.equals(kind.rule()))
                .toList();
        var more = listed.stream().anyMatch(Kind::more);
        var unit = more ? 100 : 1;
        return new DeskList(
                loops,
                listed.stream().mapToInt(Kind::open).sum() / unit * unit,
                listed.stream().mapToInt(Kind::late).sum() / unit * unit,
                more,
                kinds.stream()
                        .sorted(Comparator.comparingInt(Kind::open).reversed().thenComparing(Kind::title))
                        .toList());
    }

    Page<OpenLoop> page() {
        return more ? Page.counted(loops, total + 1L, total + 1L) : Page.of(loops, total);
    }

    /** "3 open loops, 1 late", "More than 2,000 open loops, at least 1,900 late" */
    String words() {
        return "%s%,d open %s%s"
                .formatted(
                        more ? "More than " : "",
                        total,
                        total == 1 ? "loop" : "loops",
                        late == 0 ? "" : ", %s%,d late".formatted(more ? "at least " : "", late));
    }

    /**
     * A rule, its title, how many loops of it are open, and how many of these are late.
     *
     * @param more whether more are open than were counted
     */
    record Kind(String rule, String title, int open, int late, boolean more) {

        /** "Result unreviewed (3)", "Result unreviewed (1,000+)" */
        String words() {
            return "%s (%,d%s)".formatted(title, open, more ? "+" : "");
        }
    }
}
