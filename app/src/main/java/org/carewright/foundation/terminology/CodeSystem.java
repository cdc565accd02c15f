package org.carewright.foundation.terminology;

import java.time.Instant;

/**
 * One edition of a code system (FHIR R4 CodeSystem, without its concepts).
 *
 * @param url what a Coding's system says
 * @param name for programs, {@code ICD10CM}
 * @param title for people
 * @param copyright source and licence, or empty
 * @param valueSet the url of the value set of all its codes
 * @param current whether it is meant when no version is said
 * @param concepts how many
 */
public record CodeSystem(
        CodeSystemId id,
        String url,
        String version,
        String name,
        String title,
        String publisher,
        String copyright,
        String valueSet,
        Origin origin,
        boolean current,
        int concepts,
        Instant loadedAt) {

    /** Who brought it. */
    public enum Origin {
        /** It came with the program. */
        SHIPPED,
        /** The site imported it. */
        SITE
    }
}
