package org.carewright.care.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.records.ChartView.RecentReview;
import org.carewright.care.records.ChartView.Review;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is usual, what is not, and what people decided about it. */
@Repository
class ResultStore {

    /** Of a patient, what reference intervals depend on. */
    record Person(String sex, @Nullable LocalDate birthDate) {}

    /** A result outside its limits, by row. */
    record Waiting(
            ResourceId id,
            PatientId patient,
            String family,
            String given,
            @Nullable LocalDate birthDate,
            String mrn,
            String severity,
            Instant issuedAt,
            String name,
            String finding) {}

    /** What a review is about. */
    record Subject(ResourceId id, PatientId patient, int version, boolean reviewed) {}

    private final JdbcClient jdbc;

    ResultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<PatientId, Person> people(Collection<PatientId> ids) {
        return jdbc
                .sql("select id, sex, birth_date from patient_view where id = any(:ids)")
                .params(Params.none().ids("ids", ids).map())
                .query((row, n) -> Map.entry(
                        new PatientId(row.getObject("id", UUID.class)),
                        new Person(row.getString("sex"), row.getObject("birth_date", LocalDate.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<ReferenceInterval> intervals() {
        return jdbc.sql("""
                select code_system, code, unit, sex, age_from, age_to, low, high, critical_low, critical_high
                from reference_interval
                order by sex nulls last, age_from desc nulls last
                """).query(ReferenceInterval.class).list();
    }

    int lookbackDays() {
        return jdbc.sql("select days from records_setting where name = 'result-loop-lookback'")
                .query(Integer.class)
                .single();
    }

    /**
     * Opens a review for a result, again when a corrected version replaced what was reviewed.
     *
     * @param recent whether it opens one; an older result only keeps the one it has up to date
     */
    void openReview(
            ImportStore.Row row, PatientId patient, Finding finding, SiteId site, Instant issuedAt, boolean recent) {
        jdbc.sql("""
                insert into abnormal_result (resource_id, patient_id, site_id, severity, issued_at, name, finding)
                select :id, :patient, :site, :severity, :issued, :name, :finding
                where :recent or exists(select from abnormal_result where resource_id = :id)
                on conflict (resource_id) do update
                set patient_id = excluded.patient_id, site_id = excluded.site_id, severity = excluded.severity,
                    issued_at = excluded.issued_at, name = excluded.name, finding = excluded.finding, review_id = null
                """)
                .params(Params.of("id", row.id())
                        .and("patient", patient)
                        .and("site", site)
                        .and("severity", finding.severity())
                        .and("issued", issuedAt)
                        .and(
                                "name",
                                row.facts().display() == null
                                        ? "Result"
                                        : ChartWords.plain(row.facts().display()))
                        .and("finding", finding.words())
                        .and("recent", recent)
                        .map())
                .update();
    }

    void deleteAbnormal(Collection<ResourceId> ids) {
        jdbc.sql("delete from abnormal_result where resource_id = any(:ids)")
                .params(Params.none().ids("ids", ids).map())
                .update();
    }

    /** Unreviewed results of patients of these sites, worst first, then oldest. */
    List<Waiting> waiting(Set<SiteId> sites, boolean withConfidential, int limit) {
        return jdbc.sql("""
                select a.resource_id, a.patient_id, p.family, p.given, p.birth_date, p.mrn, a.severity, a.issued_at, a.name,
                       a.finding
                from abnormal_result a
                    join patient_view p on p.id = a.patient_id
                where a.review_id is null
                  and (:confidential or not p.confidential)
                  and exists (select from patient_scope_view s where s.patient_id = a.patient_id and s.site_id = any(:sites))
                order by array_position(array['critical', 'high', 'medium'], a.severity), a.issued_at, a.resource_id
                limit :limit
                """)
                .params(Params.of("confidential", withConfidential)
                        .ids("sites", sites)
                        .and("limit", limit)
                        .map())
                .query((row, n) -> new Waiting(
                        new ResourceId(row.getObject("resource_id", UUID.class)),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getString("family"),
                        row.getString("given"),
                        row.getObject("birth_date", LocalDate.class),
                        row.getString("mrn"),
                        row.getString("severity"),
                        moment(row, "issued_at"),
                        row.getString("name"),
                        row.getString("finding")))
                .list();
    }

    /** Locks the results, so that two reviewers come one after the other. */
    List<Subject> lockSubjects(Collection<ResourceId> ids) {
        return jdbc.sql("""
                select a.resource_id, a.patient_id, r.version, a.review_id is not null as reviewed
                from abnormal_result a join chart_resource r on r.id = a.resource_id
                where a.resource_id = any(:ids)
                order by a.resource_id
                for update of a
                """)
                .params(Params.none().ids("ids", ids).map())
                .query((row, n) -> new Subject(
                        new ResourceId(row.getObject("resource_id", UUID.class)),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getInt("version"),
                        row.getBoolean("reviewed")))
                .list();
    }

    void insertReview(UUID review, Subject subject, Decision decision, String note, Actor actor, Instant now) {
        jdbc.sql("""
                insert into result_review
                    (id, resource_id, version, patient_id, reviewed_by, reviewer, reviewed_at, decision, note)
                values (:id, :resource, :version, :patient, :user, :name, :now, :decision, :note)
                """)
                .params(Params.of("id", review)
                        .and("resource", subject.id())
                        .and("version", subject.version())
                        .and("patient", subject.patient())
                        .and("user", actor.user())
                        .and("name", actor.name())
                        .and("now", now)
                        .and("decision", decision)
                        .and("note", note)
                        .map())
                .update();
        jdbc.sql("update abnormal_result set review_id = :review where resource_id = :resource")
                .params(Params.of("review", review)
                        .and("resource", subject.id())
                        .map())
                .update();
    }

    Optional<Subject> findReviewed(UUID review) {
        return jdbc.sql("""
                select resource_id, patient_id, version from result_review where id = :id and undone_at is null for update
                """)
                .params(Params.of("id", review).map())
                .query((row, n) -> new Subject(
                        new ResourceId(row.getObject("resource_id", UUID.class)),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getInt("version"),
                        true))
                .optional();
    }

    void undoReview(UUID review, UserId user, Instant now) {
        jdbc.sql("update result_review set undone_by = :user, undone_at = :now where id = :id")
                .params(Params.of("id", review)
                        .and("user", user)
                        .and("now", now)
                        .map())
                .update();
        jdbc.sql("update abnormal_result set review_id = null where review_id = :id")
                .params(Params.of("id", review).map())
                .update();
    }

    /** Of patients of these sites. */
    List<RecentReview> recentReviews(UserId user, Instant since, Set<SiteId> sites, boolean withConfidential) {
        return jdbc.sql("""
                select v.id, v.patient_id, p.family || ', ' || p.given as patient, coalesce(r.display, r.type) as name,
                       v.decision, v.reviewed_at
                from result_review v
                    join chart_resource r on r.id = v.resource_id
                    join patient_view p on p.id = v.patient_id
                where v.reviewed_by = :user and v.undone_at is null and v.reviewed_at > :since
                  and (:confidential or not p.confidential)
                  and exists (select from patient_scope_view s where s.patient_id = v.patient_id and s.site_id = any(:sites))
                order by v.reviewed_at desc
                limit 10
                """)
                .params(Params.of("user", user)
                        .and("since", since)
                        .and("confidential", withConfidential)
                        .ids("sites", sites)
                        .map())
                .query((row, n) -> new RecentReview(
                        row.getObject("id", UUID.class),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getString("patient"),
                        row.getString("name"),
                        Params.constant(Decision.class, row.getString("decision"))
                                .words(),
                        moment(row, "reviewed_at")))
                .list();
    }

    Optional<Review> review(ResourceId resource) {
        return jdbc.sql("""
                select id, reviewer, reviewed_at, decision, note from result_review
                where resource_id = :id and undone_at is null
                order by version desc limit 1
                """)
                .params(Params.of("id", resource).map())
                .query((row, n) -> new Review(
                        row.getObject("id", UUID.class),
                        row.getString("reviewer"),
                        moment(row, "reviewed_at"),
                        Params.constant(Decision.class, row.getString("decision"))
                                .words(),
                        row.getString("note")))
                .optional();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
