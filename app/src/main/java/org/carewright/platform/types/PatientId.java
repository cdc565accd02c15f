package org.carewright.platform.types;

import java.util.UUID;

/** Identifies a patient. */
public record PatientId(UUID value) implements Id {

    public static PatientId of(String text) {
        return new PatientId(Id.parse(text));
    }

    public static PatientId fresh() {
        return new PatientId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
