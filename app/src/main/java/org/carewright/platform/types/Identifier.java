package org.carewright.platform.types;

/**
 * A business identifier: a value that is unique within its system (FHIR R4 Identifier).
 *
 * @param system the namespace, a URI such as {@code http://hl7.org/fhir/sid/us-npi}
 * @param value the identifier itself
 */
public record Identifier(String system, String value) {

    public Identifier {
        if (system.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("an identifier needs a system and a value");
        }
    }
}
