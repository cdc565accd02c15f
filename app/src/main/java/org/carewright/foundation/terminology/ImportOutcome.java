package org.carewright.foundation.terminology;

import java.util.Optional;

/** What an import would change, and what it did. */
sealed interface ImportOutcome {

    /** Exactly this is here already. */
    record Unchanged() implements ImportOutcome {}

    /**
     * @param compared the edition that is current until now, or empty when there is none
     * @param added codes that it does not have
     * @param gone codes that only it has
     * @param reworded codes of both whose words differ
     * @param replaces whether this very version is here with other content, and goes
     */
    record NewCodes(Optional<CodeSystem> compared, long added, long gone, long reworded, boolean replaces)
            implements ImportOutcome {}

    record NewChoice(boolean replaces) implements ImportOutcome {}
}
