package org.carewright.care.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carewright.care.records.ThroughlineItem.Exactness;
import org.carewright.care.records.ThroughlineItem.Kind;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/** What the chart shows, in pieces. */
final class ChartView {

    private ChartView() {}

    /**
     * What part of the line is asked for.
     *
     * @param kinds only these; all when empty
     * @param words only items that contain these; all when empty
     * @param until what was before this moment; the newest when null
     */
    record Request(Set<Kind> kinds, String words, @Nullable Instant until) {

        Request {
            kinds = Set.copyOf(kinds);
        }

        boolean isFiltered() {
            return !kinds.isEmpty() || !words.isEmpty();
        }

        boolean takes(ThroughlineItem item) {
            return (kinds.isEmpty() || kinds.contains(item.kind()))
                    && (until == null || item.at().isBefore(until))
                    && (item.title() + " " + item.detail())
                            .toLowerCase(Locale.ROOT)
                            .contains(words.toLowerCase(Locale.ROOT));
        }
    }

    /** The whole page. */
    record Chart(Throughline line, Map<Kind, Long> counts, List<YearCount> years, Summary summary) {}

    /** How much there is of a year. */
    record YearCount(int year, long items) {}

    /** A line of one of the lists beside the throughline. */
    record Line(
            ResourceId id,
            String title,
            String detail,
            @Nullable Instant at,
            @Nullable Exactness exact,
            boolean minor) {}

    /** What is to know at a glance. */
    record Summary(
            List<Line> problems,
            List<Line> allergies,
            List<Line> medications,
            List<Trend> trends,
            List<Line> immunizations,
            List<Line> careTeam,
            List<Line> documents) {}

    /**
     * The values of one measurement over time.
     *
     * @param latest value and unit, as a person reads it
     * @param interpretation of the latest value, or null
     * @param usual limits in words, or empty
     * @param rows newest first
     */
    record Trend(
            String key,
            String name,
            String latest,
            @Nullable String interpretation,
            Instant at,
            String usual,
            @Nullable Sparkline picture,
            List<TrendRow> rows) {}

    record TrendRow(
            ResourceId id,
            Instant at,
            String value,
            @Nullable String interpretation) {}

    /** One resource, read. */
    record Detail(
            ResourceId id,
            PatientId patient,
            String source,
            String type,
            String logicalId,
            int version,
            String title,
            @Nullable String status,
            @Nullable String interpretation,
            @Nullable Instant at,
            @Nullable Exactness exact,
            List<ChartWords.Fact> facts,
            List<Attachment> attachments,
            @Nullable String author,
            List<Version> versions,
            @Nullable Review review,
            String json) {}

    /** @param text the content when it may be shown here, else null: then it is only handed out as a file */
    record Attachment(
            int index,
            String title,
            String contentType,
            @Nullable String text,
            boolean inside) {}

    /** Where a version came from. */
    record Version(int number, Instant recordedAt, String file, String importedBy) {}

    record Review(UUID id, String reviewer, Instant at, String decision, String note) {}

    /** @param base64 the attachment, as FHIR carries it */
    record Download(String contentType, String base64) {}

    /** A patient with results that wait for a review. */
    record Waiting(
            PatientId patient, String name, @Nullable LocalDate birthDate, String mrn, List<WaitingResult> results) {}

    /** A result that waits for a review. */
    record WaitingResult(
            ResourceId id,
            String severity,
            String name,
            String finding,
            Instant issuedAt,
            @Nullable Trend trend) {}

    /** A review that may still be taken back. */
    record RecentReview(UUID id, PatientId patientId, String patient, String name, String decision, Instant at) {}
}
