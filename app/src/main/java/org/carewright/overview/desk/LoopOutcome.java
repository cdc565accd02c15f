package org.carewright.overview.desk;

/** What became of an act on a loop. */
sealed interface LoopOutcome {

    /** It is done. */
    record Done() implements LoopOutcome {}

    /** The closing fact arrived in the meantime: the loop is no longer open, nothing was written. */
    record AlreadyClosed() implements LoopOutcome {}

    /** Somebody else has it; nothing was written. */
    record OwnedByAnother(String name) implements LoopOutcome {}
}
