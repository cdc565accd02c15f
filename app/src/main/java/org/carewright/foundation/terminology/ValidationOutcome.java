package org.carewright.foundation.terminology;

/** Whether a code may be used. */
public sealed interface ValidationOutcome
        permits ValidationOutcome.Valid,
                ValidationOutcome.OtherWords,
                ValidationOutcome.NotChosen,
                UnknownCode,
                UnknownSystem,
                UnknownValueSet {

    record Valid(Concept concept) implements ValidationOutcome {}

    /**
     * The code is right, the words with it are not its own.
     *
     * @param display the words that came with it
     */
    record OtherWords(Concept concept, String display) implements ValidationOutcome {}

    /** The value set does not have this code. */
    record NotChosen(String valueSet, String system, String code) implements ValidationOutcome {}
}
