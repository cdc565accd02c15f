package org.carewright.overview.desk;

import java.util.List;

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

    /** A rule, its title, how many loops of it are open, and how many of these are late. */
    record Kind(String rule, String title, int open, int late) {}
}
