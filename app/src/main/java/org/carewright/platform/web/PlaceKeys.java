package org.carewright.platform.web;

import java.util.List;

/**
 * Plug-in: the keys of a place beyond those that every page has, for the page Help. On the place itself {@code ?} lists
 * them from its {@code data-key} attributes.
 *
 * @param place where they work, as a person calls it
 */
public record PlaceKeys(String place, List<Key> keys) {

    public PlaceKeys {
        keys = List.copyOf(keys);
    }

    /** What a key does. */
    public record Key(String key, String does) {}
}
