package org.carewright.platform.types;

import java.util.UUID;

/** Identifies a staff account. */
public record UserId(UUID value) implements Id {

    public static UserId of(String text) {
        return new UserId(Id.parse(text));
    }

    public static UserId fresh() {
        return new UserId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
