package org.carewright.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A list as a file: RFC 4180, UTF-8 with the mark by which spreadsheet programs know it. A text cell that a
 * spreadsheet would run as a formula gets an apostrophe in front (CWE-1236).
 *
 * <pre>{@code
 * return Csv.<PatientRow>of("patients")
 *         .column("Name", PatientRow::name)
 *         .column("Born", PatientRow::birthDate)
 *         .download(patients.list(query.all(), actor));
 * }</pre>
 */
public final class Csv<R> {

    private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

    /** Reads one cell of a row; null is an empty cell. */
    @FunctionalInterface
    public interface Cell<R> {

        @Nullable
        Object of(R row);
    }

    private record Column<R>(String name, Cell<R> cell) {}

    private final String fileName;
    private final List<Column<R>> columns = new ArrayList<>();

    private Csv(String fileName) {
        this.fileName = fileName;
    }

    /** @param fileName without extension */
    public static <R> Csv<R> of(String fileName) {
        return new Csv<>(fileName);
    }

    public Csv<R> column(String name, Cell<R> cell) {
        columns.add(new Column<>(name, cell));
        return this;
    }

    /** The answer of a controller. */
    public ResponseEntity<byte[]> download(Iterable<R> rows) {
        var disposition =
                ContentDisposition.attachment().filename(fileName + ".csv").build();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(('\uFEFF' + text(rows)).getBytes(StandardCharsets.UTF_8));
    }

    String text(Iterable<R> rows) {
        var out = new StringBuilder();
        line(columns.stream().map(Column::name).toList(), out);
        for (var row : rows) {
            var cells = new ArrayList<@Nullable Object>();
            for (var column : columns) cells.add(column.cell().of(row));
            line(cells, out);
        }
        return out.toString();
    }

    private static void line(List<? extends @Nullable Object> cells, StringBuilder out) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) out.append(',');
            out.append(written(cells.get(i)));
        }
        out.append("\r\n");
    }

    static String written(@Nullable Object value) {
        if (value == null) return "";
        var text = value.toString();
        var harmless = value instanceof Number || NUMBER.matcher(text).matches();
        if (!harmless && FORMULA.matcher(text).matches()) text = "'" + text;
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
