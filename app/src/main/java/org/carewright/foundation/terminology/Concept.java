package org.carewright.foundation.terminology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A code and what it means.
 *
 * @param system the url of its code system
 * @param version of its code system
 * @param parent the next broader code, or null
 * @param billable whether it may stand on a claim; null when its code system does not say
 * @param active false for a code that is kept only to understand old records
 * @param properties what else its code system says of it, by name
 */
public record Concept(
        String system,
        String version,
        String code,
        String display,
        @Nullable String definition,
        @Nullable String parent,
        @Nullable Boolean billable,
        boolean active,
        SequencedMap<String, String> properties) {

    public Concept {
        properties = copy(properties);
    }

    private static SequencedMap<String, String> copy(Map<String, String> properties) {
        return java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
    }
}
