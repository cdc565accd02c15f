package org.carewright.care.records;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies a resource of the chart. */
public record ResourceId(UUID value) implements Id {

    public static ResourceId of(String text) {
        return new ResourceId(Id.parse(text));
    }

    /**
     * The id of the resource that a source knows as {@code type/logicalId}. It is computed (RFC 9562, version 3), not
     * drawn, so that a reference is followed and a repeated import recognised without a second unique index.
     */
    public static ResourceId of(String source, String type, String logicalId) {
        var name = source + "/" + type + "/" + logicalId;
        return new ResourceId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
