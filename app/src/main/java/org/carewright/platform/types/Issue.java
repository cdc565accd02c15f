package org.carewright.platform.types;

/**
 * One thing wrong with an input, said so that it can be mended (FHIR R4 OperationOutcome.issue).
 *
 * @param path where: a form field's name or a FHIRPath expression; empty for the input as a whole
 * @param code what kind, from FHIR's issue-type value set: {@code required}, {@code value}, {@code conflict}…
 * @param message a sentence that names the cure, without patient data
 */
public record Issue(String path, String code, String message) {

    public static Issue required(String path, String message) {
        return new Issue(path, "required", message);
    }

    public static Issue value(String path, String message) {
        return new Issue(path, "value", message);
    }
}
