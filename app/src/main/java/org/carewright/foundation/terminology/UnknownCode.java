package org.carewright.foundation.terminology;

import org.jspecify.annotations.Nullable;

/**
 * The code system has no such code.
 *
 * @param system the edition that was asked
 * @param meant the concept that is written almost so, without a dot or in small letters, or null
 * @param older the newest older edition that has the code, or null
 */
public record UnknownCode(
        CodeSystem system,
        String code,
        @Nullable Concept meant,
        @Nullable CodeSystem older) implements LookupOutcome, ValidationOutcome {

    /** "ICD-10-CM 2022 has no code “E119”; it is written E11.9." */
    public String words() {
        var words = system.title() + " " + system.version() + " has no code “" + code + "”";
        if (meant != null) return words + "; it is written " + meant.code() + ".";
        return older == null ? words + "." : words + "; version " + older.version() + " had it.";
    }
}
