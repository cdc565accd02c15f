package org.carewright.foundation.directory;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Page;

/** Filters, sorts and pages a list of the directory, which is small enough to be read whole. */
final class ListRows {

    private ListRows() {}

    /**
     * @param text what the words of the query are looked for in
     * @param isActive what the filter "state" is about; without one, only the active are shown
     * @param orders by the name of the column; the list's own order otherwise
     */
    static <R> Page<R> page(
            ListQuery query,
            Stream<R> rows,
            Function<R, String> text,
            Function<R, Boolean> isActive,
            Map<String, Comparator<R>> orders) {
        var state = query.filter("state");
        var words = query.q().toLowerCase(Locale.ROOT).split("\\s+", -1);
        var found = rows.filter(row -> "all".equals(state) || isActive.apply(row) != "inactive".equals(state))
                .filter(row -> {
                    var lower = text.apply(row).toLowerCase(Locale.ROOT);
                    return Stream.of(words).allMatch(lower::contains);
                });
        var order = query.sort() == null ? null : orders.get(query.sort());
        if (order != null) {
            found = found.sorted(query.descending() ? order.reversed() : order);
        }
        List<R> all = found.toList();
        return Page.of(all.stream().skip(query.offset()).limit(query.size()).toList(), all.size());
    }
}
