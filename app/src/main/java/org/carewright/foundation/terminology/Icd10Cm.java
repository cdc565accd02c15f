package org.carewright.foundation.terminology;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/** What is peculiar to ICD-10-CM: the dot, the hierarchy that lies in the codes, the file the CMS publishes it in. */
final class Icd10Cm {

    /** "Using ICD-[x] with FHIR", FHIR R4: codes are written with the dot. */
    static final String SYSTEM = "http://hl7.org/fhir/sid/icd-10-cm";

    /** The CMS "order file": order number, code, header or billable, short and long words, at fixed columns. */
    private static final Pattern ORDER_LINE = Pattern.compile("(\\d{5}) ([A-Z0-9]{3,7}) +([01]) (.{60}) (.+)");

    private static final Pattern FILE_YEAR = Pattern.compile("icd10cm[-_]order[-_](\\d{4})", Pattern.CASE_INSENSITIVE);

    private Icd10Cm() {}

    /** "E119" as "E11.9"; what has its dot keeps it. */
    static String dotted(String code) {
        return code.length() > 3 && code.indexOf('.') < 0 ? code.substring(0, 3) + "." + code.substring(3) : code;
    }

    /** With the dot, and each code under the longest one that it begins with unless the list says otherwise. */
    static List<CodeRow> written(List<CodeRow> rows) {
        var dotted = rows.stream().map(Icd10Cm::dotted).toList();
        return dotted.stream().allMatch(row -> row.parent() == null) ? nested(dotted) : dotted;
    }

    private static CodeRow dotted(CodeRow row) {
        var parent = row.parent();
        return row.named(dotted(row.code())).under(parent == null ? null : dotted(parent));
    }

    private static List<CodeRow> nested(List<CodeRow> rows) {
        Map<String, CodeRow> byCode =
                rows.stream().collect(Collectors.toMap(CodeRow::code, Function.identity(), (first, second) -> first));
        return rows.stream().map(row -> row.under(broader(row.code(), byCode))).toList();
    }

    private static @Nullable String broader(String code, Map<String, CodeRow> byCode) {
        for (int length = code.length() - 1; length >= 3; length--) {
            var prefix = code.substring(0, length);
            if (byCode.containsKey(prefix)) return prefix;
        }
        return null;
    }

    static boolean isOrderFile(String text) {
        return ORDER_LINE.matcher(firstLine(text)).matches();
    }

    /** The year of "icd10cm_order_2026.txt", or empty. */
    static String year(String fileName) {
        var found = FILE_YEAR.matcher(fileName);
        return found.find() ? found.group(1) : "";
    }

    static List<CodeRow> orderFile(String text, List<Issue> issues) {
        var rows = new CodeRows(issues);
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank()) continue;
            var place = "line " + number;
            var columns = ORDER_LINE.matcher(line);
            if (columns.matches()) {
                rows.add(
                        place,
                        row(columns.group(2), columns.group(3), columns.group(4).strip(), columns.group(5)));
            } else {
                issues.add(Issue.value(
                        place,
                        "This is no line of an order file: five digits, a code from column 7, 0 or 1 in column 15, short"
                                + " words from 17, long words from 78. Take the file as the CMS publishes it."));
            }
        }
        return rows.end();
    }

    private static CodeRow row(String code, String billable, String shortWords, String words) {
        var display = words.strip();
        Map<String, String> properties = shortWords.equals(display) ? Map.of() : Map.of("short", shortWords);
        return new CodeRow(dotted(code), display, null, null, billable.equals("1"), true, properties);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
