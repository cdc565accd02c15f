package org.carewright.care.records;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carewright.care.records.ImportStore.Row;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Looks at results as they come in, and has those that are out of the ordinary reviewed. */
@Component
class ResultWatch {

    /** What it takes to judge the results of some patients. */
    record Judge(Map<PatientId, ResultStore.Person> people, List<ReferenceInterval> intervals) {

        /** Null for what is no result, or of which nothing says how it is. */
        @Nullable
        Finding judge(JsonNode content, Facts facts, @Nullable PatientId patient) {
            if (!content.path("resourceType").asString("").equals("Observation")) {
                return null;
            }
            var person = patient == null ? null : people.get(patient);
            var at = facts.startsAt() == null ? facts.authoredAt() : facts.startsAt();
            var birth = person == null ? null : person.birthDate();
            return ResultRules.judge(
                    content,
                    intervals,
                    person == null ? null : person.sex(),
                    at == null || birth == null ? null : years(birth, at));
        }

        private static int years(LocalDate birth, Instant at) {
            return Period.between(birth, at.atZone(ZoneOffset.UTC).toLocalDate())
                    .getYears();
        }
    }

    private final ResultStore results;

    ResultWatch(ResultStore results) {
        this.results = results;
    }

    Judge judge(Collection<PatientId> patients) {
        return new Judge(results.people(patients), results.intervals());
    }

    /** Opens the reviews that these rows ask for, and closes those for which a corrected row gives no reason any more. */
    void follow(Collection<Row> rows, SiteId site, Instant now) {
        var since = now.minus(Duration.ofDays(results.lookbackDays()));
        var settled = new ArrayList<ResourceId>();
        for (var row : rows) {
            var issued = row.facts().authoredAt() == null
                    ? row.facts().startsAt()
                    : row.facts().authoredAt();
            var finding = row.finding();
            if (row.patient() != null && issued != null && finding != null && isToReview(row.facts(), finding)) {
                results.openReview(row, row.patient(), finding, site, issued, !issued.isBefore(since));
            } else if (row.version() > 1) {
                settled.add(row.id());
            }
        }
        results.deleteAbnormal(settled);
    }

    /** Whoever takes a vital sign has seen it; it waits for nobody unless it is critical. */
    private static boolean isToReview(Facts facts, Finding finding) {
        return finding.severity() == Finding.Severity.CRITICAL
                || (finding.severity() != null && !Objects.equals(facts.category(), "vital-signs"));
    }
}
