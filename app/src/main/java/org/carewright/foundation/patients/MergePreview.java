package org.carewright.foundation.patients;

import java.util.List;
import java.util.Map;

/**
 * What a merge would do.
 *
 * @param moves how many rows of what kind go over to the surviving record
 * @param obstacles why it cannot be now; empty when it can
 */
record MergePreview(Patient into, Patient from, MergeChoices choices, Map<String, Long> moves, List<String> obstacles) {

    MergePreview {
        obstacles = List.copyOf(obstacles);
    }

    Demographics result() {
        return choices.result(into.demographics(), from.demographics());
    }
}
