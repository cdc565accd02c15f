package org.carewright.foundation.terminology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.carewright.foundation.terminology.ShippedCodes.Shipped;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * Makes the code lists that come with the program from the files of their publishers, so that what is shipped can be
 * made again: run {@link #main} from the folder {@code app}. {@link CodeCleaningTest} proves that nobody changed them by
 * hand.
 */
final class CodeCleaning {

    static final Path RAW = Path.of("../../shared/data/codes");
    static final Path SHIPPED = Path.of("src/main/java/org/carewright/foundation/terminology");

    private static final Pattern SPECIAL = Pattern.compile("[\",\n]");
    private static final Pattern GOES_ON = Pattern.compile("\\S[-/]$");
    private static final Pattern SLIPPED = Pattern.compile("[a-z).]");
    private static final int LINE_END = 79;
    private static final int SHORT_END = 28;

    private CodeCleaning() {}

    public static void main(String... arguments) throws IOException {
        for (var list : lists().entrySet()) {
            Files.write(SHIPPED.resolve(list.getKey()), packed(list.getValue()));
        }
    }

    /** The lines to ship, by the name of their file. */
    static Map<String, String> lists() throws IOException {
        return Map.of(
                Shipped.ICD_10_CM.file(),
                lines(Icd10Cm.written(read(icd10cm(unpacked(RAW.resolve("icd10cm-fy2022.csv.gz")))))),
                Shipped.HCPCS_LEVEL_II.file(),
                lines(read(hcpcs(unpacked(RAW.resolve("hcpcs-2025-oct.csv.gz"))))),
                Shipped.PLACES_OF_SERVICE.file(),
                lines(read(placesOfService(Files.readString(RAW.resolve("cms-place-of-service.xml"))))));
    }

    private static String lines(List<CodeRow> rows) {
        return ConceptLines.of(rows, 0);
    }

    /** Through the same gate as a site's own list. */
    static List<CodeRow> read(String csv) {
        var issues = new ArrayList<Issue>();
        var rows = CodeCsv.read(csv, issues);
        Invalid.throwIfAny(issues);
        return rows;
    }

    /**
     * ICD-10-CM: codes get their dot; the short words stay only where they differ from the long ones; "NA" is nothing.
     */
    static String icd10cm(String raw) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("code", "display", "short", "billable", "poaExempt", "chronic"));
        for (var row : rows(raw)) {
            var words = row.get(4);
            rows.add(List.of(
                    Icd10Cm.dotted(row.get(1)),
                    words,
                    row.get(3).equals(words) ? "" : row.get(3),
                    row.get(2).equals("1") ? "yes" : "no",
                    notApplicable(row.get(5)),
                    notApplicable(row.get(6))));
        }
        return csv(rows);
    }

    private static String notApplicable(String text) {
        return text.equals("NA") ? "" : text;
    }

    /**
     * HCPCS Level II: the file of the CMS has lines of fixed width, here cut into columns at the wrong places. The first
     * column is code (two characters for a modifier), five digits that count its lines, and the kind of line: 3 and 4
     * are the first and further lines of a procedure, 7 and 8 of a modifier. A line of words has 80 characters, of which
     * the last one slipped to the front of the next column. That has the short words in its first 28 characters, then
     * prices and references. The last but two begins with the Medicare coverage; the last ends with the day since when
     * the code is there and the year of its last change.
     */
    static String hcpcs(String raw) {
        var byCode = new LinkedHashMap<String, List<List<String>>>();
        for (var row : rows(raw)) {
            var code = row.getFirst().substring(0, row.getFirst().length() - 6);
            byCode.computeIfAbsent(code, each -> new ArrayList<>()).add(row);
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("code", "display", "short", "kind", "coverage", "added"));
        byCode.forEach((code, lines) -> {
            var first = lines.getFirst();
            var words = words(lines);
            var shortWords = shortWords(first);
            var dates = first.getLast().substring(first.getLast().length() - 12);
            rows.add(List.of(
                    code,
                    words,
                    shortWords.equals(words) ? "" : shortWords,
                    code.length() == 2 ? "modifier" : "",
                    first.get(5).substring(0, 1),
                    dates.substring(0, 4) + "-" + dates.substring(4, 6) + "-" + dates.substring(6, 8)));
        });
        return csv(rows);
    }

    private static String words(List<List<String>> lines) {
        var words = new StringBuilder();
        for (var line : lines) {
            // A word that ends in a hyphen or a stroke goes on in the next line, a dash between blanks does not.
            var goesOn = GOES_ON.matcher(words).find();
            words.append(words.isEmpty() || goesOn ? "" : " ")
                    .append(line.get(1).strip());
            if (hasSlipped(line)) words.append(line.get(2).charAt(0));
        }
        return words.toString().replaceAll("\\s+", " ");
    }

    private static String shortWords(List<String> line) {
        var begin = hasSlipped(line) ? 1 : 0;
        var end = Math.min(line.get(2).length(), begin + SHORT_END);
        return line.get(2).substring(begin, end).strip();
    }

    private static boolean hasSlipped(List<String> line) {
        return line.get(1).length() == LINE_END && SLIPPED.matcher(line.get(2)).lookingAt();
    }

    /** CMS place of service, of HL7 Terminology: the words, without the note sign of number 66. */
    static String placesOfService(String raw) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("code", "display", "definition"));
        for (var concept : Jsoup.parse(raw, Parser.xmlParser()).select("concept")) {
            rows.add(List.of(
                    concept.select("> code").attr("value"),
                    plain(concept.select("> display").attr("value"))
                            .replace("ServiceProvider", "Service Provider")
                            .replaceAll("\\*$", "")
                            .replace("/ ", "/"),
                    plain(concept.select("> definition").attr("value"))));
        }
        return csv(rows);
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static List<List<String>> rows(String raw) {
        return CsvText.rows(raw, new ArrayList<>()).stream()
                .skip(1)
                .map(CsvText.Row::cells)
                .toList();
    }

    private static String csv(List<List<String>> rows) {
        var csv = new StringBuilder();
        for (var row : rows) {
            var cells = row.stream().map(CodeCleaning::cell).toList();
            csv.append(String.join(",", cells)).append('\n');
        }
        return csv.toString();
    }

    private static String cell(String text) {
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    static String unpacked(Path file) throws IOException {
        try (var stream = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
