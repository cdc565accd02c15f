package org.carewright.foundation.terminology;

import java.util.List;

/** The codes of a value set, or of whole code systems, that fit a search. */
public sealed interface ExpansionOutcome permits ExpansionOutcome.Expansion, UnknownValueSet, UnknownSystem {

    /**
     * @param total how many fit
     * @param concepts those of the page that was asked for, best first
     * @param corrected the words searched for instead of those written, because these were found nowhere; or empty
     * @param systems the editions they are from
     */
    record Expansion(int total, List<Concept> concepts, String corrected, List<CodeSystem> systems)
            implements ExpansionOutcome {

        public Expansion {
            concepts = List.copyOf(concepts);
            systems = List.copyOf(systems);
        }
    }
}
