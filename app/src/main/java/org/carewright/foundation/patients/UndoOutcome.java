package org.carewright.foundation.patients;

import java.util.List;

/** What became of taking a merge back. */
sealed interface UndoOutcome {

    /**
     * The two records are apart again.
     *
     * @param notes what could not be put back as it was, and why; empty when all is exactly as before
     */
    record Undone(List<String> notes) implements UndoOutcome {}

    /** Nothing was written. */
    record NotNow(List<String> reasons) implements UndoOutcome {}
}
