package org.carewright.foundation.patients;

import java.util.List;
import org.carewright.platform.types.PatientId;

/**
 * Plug-in: moves a module's rows when two records of one person become one, and puts them back. Called inside the
 * transaction of the merge; the patients module keeps the journal.
 */
public interface PatientMerge {

    /** What moves, as a plural: {@code appointments}. Also the key in the journal, so it never changes. */
    String what();

    /** How many rows would move; for the preview. */
    long count(PatientId from);

    /** Why the merge cannot be now, one sentence each without names; empty when nothing is in the way. */
    default List<String> obstacles(PatientId from, PatientId into) {
        return List.of();
    }

    /** Moves all of {@code from}'s rows to {@code into} and answers their keys. */
    List<String> move(PatientId from, PatientId into);

    /**
     * Puts the rows with these keys back to {@code from}, wherever they still belong to {@code into}.
     *
     * @return how many were put back
     */
    int restore(List<String> moved, PatientId from, PatientId into);
}
