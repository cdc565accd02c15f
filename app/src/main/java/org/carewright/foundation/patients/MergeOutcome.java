package org.carewright.foundation.patients;

import java.util.List;
import java.util.UUID;

/** What became of a merge. */
sealed interface MergeOutcome {

    record Merged(UUID merge) implements MergeOutcome {}

    /** Nothing was written. */
    record Blocked(List<String> reasons) implements MergeOutcome {}
}
