package org.carewright.platform.web;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many rows the whole list has; a lower bound when not {@code exact}, because counting a million rows
 *     for a pager is not worth anybody's wait
 */
public record Page<R>(List<R> rows, long total, boolean exact) {

    public Page {
        rows = List.copyOf(rows);
    }

    public static <R> Page<R> of(List<R> rows, long total) {
        return new Page<>(rows, total, true);
    }

    /** @param counted the result of a count that stops at {@code limit} */
    public static <R> Page<R> counted(List<R> rows, long counted, long limit) {
        return new Page<>(rows, counted, counted < limit);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public boolean hasNext(ListQuery query) {
        return exact ? query.offset() + rows.size() < total : rows.size() == query.size();
    }

    /** "26–50 of 4,312", "1–25 of more than 10,000" */
    public String words(ListQuery query) {
        if (rows.isEmpty()) return "No rows";
        var last = query.offset() + rows.size();
        return "%,d–%,d of %s%,d"
                .formatted(
                        query.offset() + 1, last, exact ? "" : "more than ", exact ? total : Math.max(total - 1, last));
    }
}
