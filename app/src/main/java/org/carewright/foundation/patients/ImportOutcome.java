package org.carewright.foundation.patients;

import java.util.List;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;

/** What became of one imported patient. */
public sealed interface ImportOutcome {

    record Created(PatientId id) implements ImportOutcome {}

    record Updated(PatientId id) implements ImportOutcome {}

    /** The source said nothing new. */
    record Unchanged(PatientId id) implements ImportOutcome {}

    /** Nothing was written: the issues say why, with paths into {@link Demographics} or {@code identifiers}. */
    record Refused(List<Issue> issues) implements ImportOutcome {}
}
