package org.carewright.overview.desk;

import java.util.List;

/**
 * A loop with what happened around it.
 *
 * @param reason why it stands where it does
 * @param entries oldest first
 * @param others further open loops of the same patient
 * @param colleagues who can take it over
 */
record LoopDetail(
        OpenLoop loop,
        String reason,
        List<LoopEntry> entries,
        List<OpenLoop> others,
        List<DeskStore.Colleague> colleagues) {

    LoopDetail {
        entries = List.copyOf(entries);
        others = List.copyOf(others);
        colleagues = List.copyOf(colleagues);
    }
}
