package org.carewright.platform.types;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.UUID;

/** A typed identifier over a UUIDv7, one record per thing that has one. */
public interface Id {

    UUID value();

    /** A new time-ordered UUID (RFC 9562, version 7). */
    static UUID fresh() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** Reads the canonical form; empty if the text is no UUID. */
    static Optional<UUID> find(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the canonical form.
     *
     * @throws NotFound if the text is no UUID: nothing can be found under it
     */
    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFound("record", e);
        }
    }
}
