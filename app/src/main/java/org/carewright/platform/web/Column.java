package org.carewright.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * The head of a table column.
 *
 * @param title what a person reads; empty for a column of actions
 * @param sort the name under which {@link ListQuery} sorts it, or null when it cannot be sorted
 * @param css {@code num} for numbers, {@code tight} for a column no wider than its content, or empty
 */
public record Column(String title, @Nullable String sort, String css) {

    public static Column of(String title) {
        return new Column(title, null, "");
    }

    public static Column sorted(String title, String sort) {
        return new Column(title, sort, "");
    }

    public Column num() {
        return new Column(title, sort, "num");
    }

    public Column tight() {
        return new Column(title, sort, "tight");
    }
}
