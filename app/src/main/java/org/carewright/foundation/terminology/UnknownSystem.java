package org.carewright.foundation.terminology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * There is no such code system here, or not in this version.
 *
 * @param version that was asked for, or null
 * @param versions those that are here
 */
public record UnknownSystem(String url, @Nullable String version, List<String> versions)
        implements LookupOutcome, ValidationOutcome, ExpansionOutcome {

    public UnknownSystem {
        versions = List.copyOf(versions);
    }

    public String words() {
        if (versions.isEmpty()) {
            return "The code system " + url + " is not here; a site brings its codes by carewright import codes.";
        }
        return "The code system " + url + " is not here in version " + version + "; there are: "
                + String.join(", ", versions) + ".";
    }
}
