package org.carewright.foundation.directory;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.web.Input;

/** Days to close: first and last day, what they are called, whether they are public holidays. */
final class ClosureForm {

    private static final int MOST_DAYS = 366;

    private ClosureForm() {}

    static List<Closure> read(Input input) {
        var issues = new ArrayList<Issue>();
        var first = Fields.date(input, "first");
        var last = input.value("last").isEmpty() ? first : Fields.date(input, "last");
        Checks.text(issues, "name", input.value("name"), "Say why the site is closed.");
        if (first == null) {
            issues.add(Issue.required("first", "Give the first day."));
        } else if (last == null
                || last.isBefore(first)
                || first.plusDays(MOST_DAYS).isBefore(last)) {
            issues.add(Issue.value("last", "The last day must follow the first, within a year."));
        }
        Invalid.throwIfAny(issues);
        return first == null || last == null
                ? List.of()
                : first.datesUntil(last.plusDays(1))
                        .map(day -> new Closure(day, input.value("name"), input.has("holiday", "true")))
                        .toList();
    }
}
