package org.carewright.foundation.patients;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One change in a patient's history: who, when, and each component before and after.
 *
 * @param after the version that the change made
 * @param differences in the demographics; empty for the first version
 * @param notes what else changed, in words
 */
record Change(PatientVersion after, List<Difference> differences, List<String> notes) {

    /** @param versions the latest first */
    static List<Change> of(List<PatientVersion> versions) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < versions.size(); i++) {
            var after = versions.get(i);
            if (i + 1 == versions.size()) {
                changes.add(new Change(after, List.of(), List.of()));
            } else {
                changes.add(between(versions.get(i + 1).patient(), after));
            }
        }
        return changes;
    }

    private static Change between(Patient before, PatientVersion after) {
        var now = after.patient();
        var gained = now.identifiers().size() - before.identifiers().size();
        var notes = Stream.of(
                        gained == 0
                                ? ""
                                : "Identifiers: " + before.identifiers().size() + " → "
                                        + now.identifiers().size(),
                        now.sites().equals(before.sites())
                                ? ""
                                : "Sites: " + before.sites().size() + " → "
                                        + now.sites().size())
                .filter(note -> !note.isEmpty())
                .toList();
        return new Change(after, Difference.between(before.demographics(), now.demographics()), notes);
    }
}
