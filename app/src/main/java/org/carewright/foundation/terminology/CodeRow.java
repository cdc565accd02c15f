package org.carewright.foundation.terminology;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A concept as a list of codes brings it; the parts are those of {@link Concept}. */
record CodeRow(
        String code,
        String display,
        @Nullable String definition,
        @Nullable String parent,
        @Nullable Boolean billable,
        boolean active,
        Map<String, String> properties) {

    static CodeRow of(String code, String display) {
        return new CodeRow(code, display, null, null, null, true, Map.of());
    }

    CodeRow named(String other) {
        return new CodeRow(other, display, definition, parent, billable, active, properties);
    }

    CodeRow under(@Nullable String broader) {
        return new CodeRow(code, display, definition, broader, billable, active, properties);
    }
}
