package org.carewright.foundation.terminology;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Issue;

/** Reads comma-separated values (RFC 4180); semicolons and tabs separate as well, where the first line uses them. */
final class CsvText {

    /** @param line where the row begins, from 1 */
    record Row(int line, List<String> cells) {}

    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private final List<Issue> issues;
    private int at;
    private int line = 1;

    private CsvText(String text, List<Issue> issues) {
        this.text = text;
        this.separator = separator(text);
        this.issues = issues;
    }

    /** The rows that are not empty, their cells without the blanks around them. */
    static List<Row> rows(String text, List<Issue> issues) {
        var csv = new CsvText(text.startsWith("\uFEFF") ? text.substring(1) : text, issues);
        while (csv.at < csv.text.length()) csv.row();
        return csv.rows;
    }

    private static char separator(String text) {
        var end = text.indexOf('\n');
        var head = end < 0 ? text : text.substring(0, end);
        for (var candidate : new char[] {',', '\t', ';'}) {
            if (head.indexOf(candidate) >= 0) return candidate;
        }
        return ',';
    }

    private void row() {
        var begin = line;
        var cells = new ArrayList<String>();
        do {
            cells.add(cell().strip());
        } while (next(separator));
        next('\r');
        if (next('\n')) line++;
        if (cells.stream().anyMatch(cell -> !cell.isEmpty())) rows.add(new Row(begin, cells));
    }

    private boolean next(char expected) {
        var is = at < text.length() && text.charAt(at) == expected;
        if (is) at++;
        return is;
    }

    private String cell() {
        if (next('"')) return quoted();
        var begin = at;
        while (at < text.length() && !isEnd(text.charAt(at))) at++;
        return text.substring(begin, at);
    }

    private String quoted() {
        var begin = line;
        var cell = new StringBuilder();
        while (at < text.length()) {
            var character = text.charAt(at++);
            if (character == '\n') line++;
            if (character != '"') {
                cell.append(character);
            } else if (next('"')) {
                cell.append('"');
            } else {
                return cell.append(afterQuote()).toString();
            }
        }
        issues.add(
                Issue.value("line " + begin, "A quotation mark is opened and never closed; close it, or double it."));
        return "";
    }

    private String afterQuote() {
        var begin = at;
        while (at < text.length() && !isEnd(text.charAt(at))) at++;
        var rest = text.substring(begin, at);
        if (!rest.isBlank()) {
            issues.add(Issue.value("line " + line, "Text follows a closing quotation mark; double the marks within."));
        }
        return rest;
    }

    private boolean isEnd(char character) {
        return character == separator || character == '\n' || character == '\r';
    }
}
