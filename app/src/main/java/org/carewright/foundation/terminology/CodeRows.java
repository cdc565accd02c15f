package org.carewright.foundation.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/** What every list of codes must keep, whatever it was written in. */
final class CodeRows {

    private static final int LONGEST_CODE = 200;
    private static final int LONGEST_DISPLAY = 10_000;

    /** FHIR R4 code: no blanks around it, none but single spaces within. */
    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Cntrl}]+( [^\\s\\p{Cntrl}]+)*");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]");

    private final List<CodeRow> rows = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final Map<String, String> placeByCode = new HashMap<>();
    private final List<Issue> issues;
    private boolean empty = true;

    CodeRows(List<Issue> issues) {
        this.issues = issues;
    }

    /** @param place where it stands in the file, "line 12" */
    void add(String place, CodeRow row) {
        empty = false;
        if (row.code().isEmpty()) {
            issues.add(Issue.required(place, "There is no code; give one, or take the line out."));
            return;
        }
        if (row.code().length() > LONGEST_CODE || !CODE.matcher(row.code()).matches()) {
            issues.add(Issue.value(
                    place,
                    "A code has up to " + LONGEST_CODE
                            + " characters, single spaces within and none but visible ones; correct it."));
        }
        if (row.display().isEmpty()) {
            issues.add(Issue.required(place, "“" + shown(row.code()) + "” has no words; say what it means."));
        } else if (row.display().length() > LONGEST_DISPLAY
                || CONTROL.matcher(row.display()).find()) {
            issues.add(Issue.value(
                    place, "The words have over " + LONGEST_DISPLAY + " or invisible characters; correct them."));
        }
        var first = placeByCode.putIfAbsent(row.code(), place);
        if (first != null) {
            issues.add(new Issue(
                    place, "conflict", "“" + shown(row.code()) + "” is on " + first + " already; keep one of them."));
        }
        rows.add(row);
        places.add(place);
    }

    /** All of them, when nothing was wrong with any; else the issues say what. */
    List<CodeRow> end() {
        if (empty) {
            issues.add(Issue.required("", "There is no code in it."));
        }
        requireParents();
        return List.copyOf(rows);
    }

    private void requireParents() {
        var parents = new HashMap<String, @Nullable String>();
        rows.forEach(row -> parents.put(row.code(), row.parent()));
        var fine = new HashSet<String>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.parent() != null && !parents.containsKey(row.parent())) {
                issues.add(new Issue(
                        places.get(i),
                        "not-found",
                        "Its parent “" + shown(row.parent()) + "” is not in the list; add it, or leave parent empty."));
            } else if (isInCycle(row.code(), parents, fine)) {
                issues.add(Issue.value(
                        places.get(i), "“" + shown(row.code()) + "” is its own ancestor; correct its parent."));
            }
        }
    }

    private static boolean isInCycle(String code, Map<String, @Nullable String> parents, Set<String> fine) {
        var path = new HashSet<String>();
        for (@Nullable String each = code; each != null && !fine.contains(each); each = parents.get(each)) {
            if (!path.add(each)) return each.equals(code);
        }
        fine.addAll(path);
        return false;
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
