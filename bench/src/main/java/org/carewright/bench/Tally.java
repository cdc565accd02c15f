package org.carewright.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What became of what was tried, for each kind of request. */
final class Tally {

    private static final int MOST_EXAMPLES = 200;
    private static final int LONGEST_EXAMPLE = 600;
    private static final int REFUSED_WHOLE_SHOWN = 3;

    enum Outcome {
        /** Something was written. */
        ACCEPTED("accepted"),
        /** An answer that is no error, and nothing was written. */
        ANSWERED("answered, no change"),
        REFUSED("refused"),
        REFUSED_WITHOUT_PLACE("refused, no place"),
        REFUSED_WITH_EFFECT("refused with effect"),
        FAILED("failed");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        boolean isFault() {
            return this == REFUSED_WITHOUT_PLACE || this == REFUSED_WITH_EFFECT || this == FAILED;
        }
    }

    private static final class Row {
        private final Map<Outcome, Integer> spoilt = new EnumMap<>(Outcome.class);
        private int whole;
        private int wholeAccepted;
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private int faults;

    /**
     * Counts one request.
     *
     * @param whole whether it was sent as it should be, to see that what is spoilt is worth spoiling
     * @param example shown if the outcome is a fault
     */
    void count(String kind, boolean whole, Outcome outcome, String example) {
        var row = rows.computeIfAbsent(kind, any -> new Row());
        if (whole) {
            row.whole++;
            row.wholeAccepted += outcome == Outcome.ACCEPTED ? 1 : 0;
        } else {
            row.spoilt.merge(outcome, 1, Integer::sum);
        }
        var isRefusedWhole =
                whole && outcome != Outcome.ACCEPTED && row.whole - row.wholeAccepted <= REFUSED_WHOLE_SHOWN;
        if ((outcome.isFault() && faults++ < MOST_EXAMPLES) || isRefusedWhole) {
            System.err.println(kind + (whole ? ", whole, " : " ") + outcome + ": "
                    + example.substring(0, Math.min(LONGEST_EXAMPLE, example.length())));
        }
    }

    /** Of what was sent as it should be, too. */
    int faults() {
        return faults;
    }

    /** Kinds of which not one was accepted as it should be. */
    List<String> neverAccepted() {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().wholeAccepted == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    static List<String> head() {
        return Stream.concat(
                        Stream.of("", "whole", "accepted", "spoilt"),
                        Stream.of(Outcome.values()).map(outcome -> outcome.words))
                .toList();
    }

    List<List<String>> cells() {
        var cells = new ArrayList<List<String>>();
        var all = new Row();
        rows.forEach((kind, row) -> {
            cells.add(cells(kind, row));
            all.whole += row.whole;
            all.wholeAccepted += row.wholeAccepted;
            row.spoilt.forEach((outcome, count) -> all.spoilt.merge(outcome, count, Integer::sum));
        });
        cells.add(cells("all", all));
        return cells;
    }

    private static List<String> cells(String kind, Row row) {
        var cells = new ArrayList<String>();
        cells.add(kind);
        cells.add(Integer.toString(row.whole));
        cells.add(Integer.toString(row.wholeAccepted));
        cells.add(Integer.toString(
                row.spoilt.values().stream().mapToInt(Integer::intValue).sum()));
        for (var outcome : Outcome.values()) {
            cells.add(Integer.toString(row.spoilt.getOrDefault(outcome, 0)));
        }
        return cells;
    }
}
