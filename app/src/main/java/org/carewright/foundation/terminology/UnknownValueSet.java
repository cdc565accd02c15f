package org.carewright.foundation.terminology;

import org.jspecify.annotations.Nullable;

/**
 * There is no such value set here, or not in this version.
 *
 * @param version that was asked for, or null
 */
public record UnknownValueSet(String url, @Nullable String version) implements ValidationOutcome, ExpansionOutcome {

    public String words() {
        return "The value set " + url + (version == null ? "" : " in version " + version)
                + " is not here; all codes of a code system are its url followed by " + Terminology.ALL_CODES
                + ", others a site brings by carewright import codes.";
    }
}
