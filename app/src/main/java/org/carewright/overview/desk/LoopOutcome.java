package org.carewright.overview.desk;

import java.util.UUID;

/** What became of an act on a loop. */
sealed interface LoopOutcome {

    /** It is done; {@code entry} tells of it in the loop's story. */
    record Done(UUID entry) implements LoopOutcome {}

    /** The closing fact arrived in the meantime: the loop is no longer open, nothing was written. */
    record AlreadyClosed() implements LoopOutcome {}

    /** Somebody else has it; nothing was written. */
    record OwnedByAnother(String name) implements LoopOutcome {}

    /** Something happened to the loop since; nothing was written. */
    record Overtaken() implements LoopOutcome {}
}
