package org.carewright.foundation.terminology;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Concepts as lines of PostgreSQL's COPY (PostgreSQL 18 manual, COPY, "Text Format"), without the code system, which
 * comes first in each line when it is written: {@link #COLUMNS}.
 */
final class ConceptLines {

    static final String COLUMNS = "ordinal, code, display, definition, parent, billable, active, properties";

    private static final JsonMapper JSON = new JsonMapper();

    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean begun;

    private ConceptLines() {}

    /** @param from the place in the list of the first of these rows */
    static String of(List<CodeRow> rows, int from) {
        var lines = new ConceptLines();
        var ordinal = from;
        for (var row : rows) lines.add(ordinal++, row);
        return lines.text.toString();
    }

    private void add(int ordinal, CodeRow row) {
        begun = false;
        cell(Integer.toString(ordinal));
        cell(row.code());
        cell(row.display());
        cell(row.definition());
        cell(row.parent());
        cell(row.billable() == null ? null : row.billable() ? "t" : "f");
        cell(row.active() ? "t" : "f");
        cell(row.properties().isEmpty() ? null : JSON.writeValueAsString(row.properties()));
        text.append('\n');
    }

    private void cell(@Nullable String value) {
        if (begun) text.append('\t');
        begun = true;
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            var character = value.charAt(i);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
    }

    /** The lines with the code system before each. */
    static byte[] within(CodeSystemId system, byte[] lines) {
        var head = (system + "\t").getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream(lines.length + lines.length / 2);
        var begin = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] != '\n') continue;
            out.write(head, 0, head.length);
            out.write(lines, begin, i + 1 - begin);
            begin = i + 1;
        }
        return out.toByteArray();
    }

    static int count(byte[] lines) {
        var count = 0;
        for (var each : lines) if (each == '\n') count++;
        return count;
    }
}
