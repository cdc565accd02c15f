package org.carewright.care.noshows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Visits from a CSV file whose first line names the columns, in any order and spelling of case, spaces and hyphens.
 *
 * @param visits that can be used
 * @param faults what is wrong with the others, a sentence each
 */
record VisitCsv(List<PastVisit> visits, List<String> faults) {

    private static final int OLDEST = 130;

    /** A column, the names it goes by, and whether there must be one. */
    private enum Column {
        PATIENT(true, "patient", "patient_id", "patientid"),
        BOOKED(true, "booked_at", "booked", "scheduledday", "scheduled_day"),
        STARTS(true, "starts_at", "starts", "appointmentday", "appointment_day"),
        AGE(false, "age"),
        SEX(false, "sex", "gender"),
        REMINDERS(false, "reminders", "sms_received"),
        OUTCOME(true, "outcome", "no_show");

        private final boolean required;

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
        private final List<String> names;

        Column(boolean required, String... names) {
            this.required = required;
            this.names = List.of(names);
        }
    }

    /** The file cannot be read as visits at all. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final String sentence;

        Unreadable(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /** @throws Unreadable naming every column that is missing */
    static VisitCsv read(Path file) throws IOException, Unreadable {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (var text = Files.newBufferedReader(file);
                var parser = format.parse(text)) {
            var columns = columns(parser.getHeaderNames());
            var visits = new ArrayList<PastVisit>();
            var faults = new ArrayList<String>();
            for (var line : parser) {
                new Line(line, columns, faults).visit().ifPresent(visits::add);
            }
            return new VisitCsv(visits, faults);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new Unreadable("The file is no CSV: " + e.getMessage());
        }
    }

    private static Map<Column, Integer> columns(List<String> header) throws Unreadable {
        var found = new HashMap<Column, Integer>();
        for (var i = 0; i < header.size(); i++) {
            var name = header.get(i).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
            for (var column : Column.values()) {
                if (column.names.contains(name)) {
                    found.putIfAbsent(column, i);
                }
            }
        }
        var missing = List.of(Column.values()).stream()
                .filter(column -> column.required && !found.containsKey(column))
                .map(column -> column.names.getFirst())
                .toList();
        if (!missing.isEmpty()) {
            throw new Unreadable("The first line names no column " + String.join(" and none ", missing)
                    + "; carewright risk evaluate --help says which there must be.");
        }
        return found;
    }

    /** One line; what is wrong with it is added to the faults, all of it. */
    private record Line(CSVRecord line, Map<Column, Integer> columns, List<String> faults) {

        Optional<PastVisit> visit() {
            var before = faults.size();
            var patient = text(Column.PATIENT);
            if (patient.isEmpty()) {
                fault(Column.PATIENT, "is empty; give whatever tells patients apart");
            }
            var booked = time(Column.BOOKED);
            var starts = time(Column.STARTS);
            if (booked != null && starts != null && booked.toLocalDate().isAfter(starts.toLocalDate())) {
                fault(Column.BOOKED, "is after the day of the visit");
            }
            var outcome = text(Column.OUTCOME).toLowerCase(Locale.ROOT);
            var missed = missed(outcome);
            if (outcome.equals("cancelled") || faults.size() > before || booked == null || starts == null) {
                return Optional.empty();
            }
            return Optional.of(new PastVisit(
                    patient, booked, starts, age(), text(Column.SEX).toLowerCase(Locale.ROOT), reminders(), missed));
        }

        private @Nullable Boolean missed(String outcome) {
            return switch (outcome) {
                case "noshow", "no-show", "missed", "yes", "1", "true" -> true;
                case "fulfilled", "kept", "arrived", "no", "0", "false" -> false;
                case "cancelled" -> null;
                default -> {
                    fault(Column.OUTCOME, "is none of noshow, fulfilled and cancelled");
                    yield null;
                }
            };
        }

        /** An age that cannot be is none; the visit counts all the same. */
        private @Nullable Integer age() {
            var text = text(Column.AGE);
            if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > OLDEST) {
                return null;
            }
            return Integer.valueOf(text);
        }

        private int reminders() {
            var text = text(Column.REMINDERS);
            return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        }

        /** The wall clock as it is written; a zone says nothing that the clinic's own clock does not. */
        private @Nullable LocalDateTime time(Column column) {
            var text = text(column).replace(' ', 'T').replaceFirst("(Z|[+-]\\d\\d:?\\d\\d)$", "");
            try {
                return text.length() <= 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
            } catch (DateTimeException notATime) {
                fault(column, "is no date and time; write 2026-11-24T08:30");
                return null;
            }
        }

        private String text(Column column) {
            var index = columns.get(column);
            return index == null || index >= line.size() ? "" : line.get(index);
        }

        private void fault(Column column, String sentence) {
            faults.add("line %d, %s: %s.".formatted(line.getRecordNumber() + 1, column.names.getFirst(), sentence));
        }
    }
}
