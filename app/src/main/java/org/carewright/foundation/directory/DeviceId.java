package org.carewright.foundation.directory;

import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies a device. */
public record DeviceId(UUID value) implements Id {

    public static DeviceId of(String text) {
        return new DeviceId(Id.parse(text));
    }

    public static DeviceId fresh() {
        return new DeviceId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
