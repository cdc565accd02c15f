package org.carewright.platform.types;

/**
 * A code from an open code system with the words to show for it (FHIR R4 Coding).
 *
 * @param system the code system's URI
 * @param code the code
 * @param display what a person reads
 */
public record Coding(String system, String code, String display) {}
