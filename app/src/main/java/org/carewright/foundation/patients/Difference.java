package org.carewright.foundation.patients;

import java.util.List;

/**
 * A component in which two versions of a person differ, in words.
 *
 * @param one what the first says; empty when nothing
 */
record Difference(String component, List<String> one, List<String> other) {

    static List<Difference> between(Demographics one, Demographics other) {
        var first = InWords.of(one);
        var second = InWords.of(other);
        return Rebase.changes(one, other).stream()
                .map(component -> new Difference(
                        component, first.getOrDefault(component, List.of()), second.getOrDefault(component, List.of())))
                .toList();
    }
}
