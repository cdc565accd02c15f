package org.carewright.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One of several views of the same thing.
 *
 * @param count shown beside the title, or null
 */
public record Tab(
        String title,
        String path,
        boolean current,
        @Nullable Long count) {

    public static Tab of(String title, String path, boolean current) {
        return new Tab(title, path, current, null);
    }
}
