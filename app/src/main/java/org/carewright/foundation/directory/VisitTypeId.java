package org.carewright.foundation.directory;

import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies a visit type. */
public record VisitTypeId(UUID value) implements Id {

    public static VisitTypeId of(String text) {
        return new VisitTypeId(Id.parse(text));
    }

    public static VisitTypeId fresh() {
        return new VisitTypeId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
