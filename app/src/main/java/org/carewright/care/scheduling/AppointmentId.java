package org.carewright.care.scheduling;

import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies an appointment. */
public record AppointmentId(UUID value) implements Id {

    public static AppointmentId of(String text) {
        return new AppointmentId(Id.parse(text));
    }

    public static AppointmentId fresh() {
        return new AppointmentId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
