package org.carewright.foundation.terminology;

import java.util.List;

/** What is known of a code. */
public sealed interface LookupOutcome permits LookupOutcome.Found, UnknownCode, UnknownSystem {

    /**
     * @param system the edition it was found in; not the current one, when only an older edition has it
     * @param ancestors the broader concepts, the broadest first
     * @param children the next narrower ones
     */
    record Found(CodeSystem system, Concept concept, List<Concept> ancestors, List<Concept> children)
            implements LookupOutcome {

        public Found {
            ancestors = List.copyOf(ancestors);
            children = List.copyOf(children);
        }
    }
}
