package org.carewright.foundation.directory;

import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies a practitioner. */
public record PractitionerId(UUID value) implements Id {

    public static PractitionerId of(String text) {
        return new PractitionerId(Id.parse(text));
    }

    public static PractitionerId fresh() {
        return new PractitionerId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
