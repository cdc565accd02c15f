package org.carewright.platform.types;

import java.util.UUID;

/** Identifies a site. */
public record SiteId(UUID value) implements Id {

    public static SiteId of(String text) {
        return new SiteId(Id.parse(text));
    }

    public static SiteId fresh() {
        return new SiteId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
