package org.carewright.foundation.directory;

import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies a room. */
public record RoomId(UUID value) implements Id {

    public static RoomId of(String text) {
        return new RoomId(Id.parse(text));
    }

    public static RoomId fresh() {
        return new RoomId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
