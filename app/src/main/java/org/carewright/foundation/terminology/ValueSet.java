package org.carewright.foundation.terminology;

import java.time.Instant;
import java.util.UUID;

/**
 * A choice of codes that a site imported, in one version (FHIR R4 ValueSet, without its codes).
 *
 * @param title for people
 * @param current whether it is meant when no version is said
 * @param concepts how many codes it names; whole code systems are not counted
 */
public record ValueSet(
        UUID id,
        String url,
        String version,
        String title,
        String publisher,
        String copyright,
        boolean current,
        int concepts,
        String contentHash,
        Instant loadedAt) {}
