package org.carewright.foundation.terminology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/**
 * A list of codes as CSV. The first line names the columns: {@code code} and {@code display}; if there are,
 * {@code definition}, {@code parent}, {@code billable} and {@code active} (yes or no); any other is a property of that
 * name. Without such a line, a list of two columns is taken as code and display.
 */
final class CodeCsv {

    private static final Set<String> YES = Set.of("yes", "y", "true", "1");
    private static final Set<String> NO = Set.of("no", "n", "false", "0");
    private static final Set<String> OWN = Set.of("code", "display", "definition", "parent", "billable", "active");

    private final List<String> columns;
    private final List<Issue> issues;

    private CodeCsv(List<String> columns, List<Issue> issues) {
        this.columns = columns;
        this.issues = issues;
    }

    static List<CodeRow> read(String text, List<Issue> issues) {
        var lines = CsvText.rows(text, issues);
        if (lines.isEmpty()) {
            issues.add(Issue.required("", "The file is empty."));
            return List.of();
        }
        var head = lines.getFirst().cells().stream().map(CodeCsv::column).toList();
        var hasHead = head.contains("code");
        if (!hasHead && head.size() != 2) {
            issues.add(Issue.required("line 1", "Name the columns in the first line: code,display and any others."));
            return List.of();
        }
        if (hasHead && !head.contains("display")) {
            issues.add(Issue.required("line 1", "There is no column “display”; name the one with the words so."));
            return List.of();
        }
        if (head.stream().distinct().count() < head.size()) {
            issues.add(Issue.value("line 1", "Two columns have the same name; rename one."));
            return List.of();
        }
        var csv = new CodeCsv(hasHead ? head : List.of("code", "display"), issues);
        var rows = new CodeRows(issues);
        lines.stream().skip(hasHead ? 1 : 0).forEach(line -> csv.add(line, rows));
        return rows.end();
    }

    /** Ours whatever their case, all others as they are. */
    private static String column(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return OWN.contains(lower) ? lower : name;
    }

    private void add(CsvText.Row line, CodeRows rows) {
        var place = "line " + line.line();
        if (line.cells().size() > columns.size()) {
            issues.add(Issue.value(
                    place,
                    "There are " + line.cells().size() + " cells for " + columns.size()
                            + " columns; put words that hold a separator in quotation marks."));
            return;
        }
        var cells = new LinkedHashMap<String, String>();
        IntStream.range(0, columns.size())
                .forEach(i -> cells.put(
                        columns.get(i), i < line.cells().size() ? line.cells().get(i) : ""));
        var properties = new LinkedHashMap<String, String>();
        cells.forEach((name, value) -> {
            if (!OWN.contains(name) && !value.isEmpty()) properties.put(name, value);
        });
        var active = yesOrNo(cells, "active", place);
        rows.add(
                place,
                new CodeRow(
                        cells.getOrDefault("code", ""),
                        cells.getOrDefault("display", ""),
                        orNull(cells.get("definition")),
                        orNull(cells.get("parent")),
                        yesOrNo(cells, "billable", place),
                        active == null || active,
                        properties));
    }

    private @Nullable Boolean yesOrNo(Map<String, String> cells, String column, String place) {
        var said = cells.getOrDefault(column, "").toLowerCase(Locale.ROOT);
        if (YES.contains(said)) return true;
        if (!said.isEmpty() && !NO.contains(said)) {
            issues.add(Issue.value(place, "“" + column + "” is yes, no, or empty."));
        }
        return NO.contains(said) ? false : null;
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
