package org.carewright.care.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.records.ChartView.Line;
import org.carewright.care.records.ChartView.Request;
import org.carewright.care.records.ChartView.Version;
import org.carewright.care.records.ChartView.YearCount;
import org.carewright.care.records.ThroughlineItem.Exactness;
import org.carewright.platform.db.Params;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Reads charts. */
@Repository
class ChartStore {

    /**
     * A resource as the line shows it.
     *
     * @param content of an Observation, whose value stands in the line; else null
     */
    record Row(
            ResourceId id,
            String type,
            String name,
            @Nullable String status,
            @Nullable ResourceId encounter,
            Instant at,
            Exactness exact,
            @Nullable String interpretation,
            @Nullable JsonNode content) {}

    /** A resource with all that is kept of it. */
    record Stored(
            ResourceId id,
            PatientId patient,
            String source,
            String type,
            String logicalId,
            int version,
            String name,
            @Nullable String status,
            @Nullable String interpretation,
            @Nullable Instant at,
            @Nullable Exactness exact,
            JsonNode content) {}

    /** An Observation with a number in it. */
    record Measured(ResourceId id, Instant at, JsonNode content) {}

    /** What a row is called: a medicine that it only refers to lends its name, whichever of the two came first. */
    private static final String NAME = """
            coalesce(display, (select m.display from chart_resource m where m.id = chart_resource.medication_id),
                     case when type like 'Medication%' then 'Medication, name not given' else type end)
            """;

    /** The rows of one patient that a request takes, but for the moment it ends at. */
    private static final String TAKEN = """
            patient_id = :patient and type = any(:types) and coalesce(starts_at, authored_at) is not null
            and (:words = '' or position(lower(:words) in lower(%s)) > 0)
            """.formatted(NAME);

    private final JdbcClient jdbc;

    ChartStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Row> line(PatientId patient, Collection<String> types, Request request, int limit) {
        return jdbc.sql("""
                select id, type, %s as name, status, encounter_id, coalesce(starts_at, authored_at) as at,
                       coalesce(starts_exact, 'time') as exact, interpretation,
                       case when type = 'Observation' then content end as content
                from chart_resource
                where %s
                  and (cast(:until as timestamptz) is null or coalesce(starts_at, authored_at) < :until)
                order by coalesce(starts_at, authored_at) desc, id
                limit :limit
                """.formatted(NAME, TAKEN))
                .params(params(patient, types, request)
                        .and("until", request.until())
                        .and("limit", limit)
                        .map())
                .query((row, n) -> new Row(
                        new ResourceId(row.getObject("id", UUID.class)),
                        row.getString("type"),
                        row.getString("name"),
                        row.getString("status"),
                        resourceId(row, "encounter_id"),
                        moment(row, "at"),
                        Params.constant(Exactness.class, row.getString("exact")),
                        row.getString("interpretation"),
                        json(row.getString("content"))))
                .list();
    }

    List<YearCount> years(PatientId patient, Collection<String> types, Request request) {
        return jdbc.sql("""
                select extract(year from coalesce(starts_at, authored_at) at time zone 'UTC')::integer as year,
                       count(*) as items
                from chart_resource
                where %s
                group by year
                order by year desc
                """.formatted(TAKEN))
                .params(params(patient, types, request).map())
                .query(YearCount.class)
                .list();
    }

    private static Params params(PatientId patient, Collection<String> types, Request request) {
        return Params.of("patient", patient).texts("types", types).and("words", request.words());
    }

    Map<String, Long> countsByType(PatientId patient) {
        return jdbc
                .sql("select type, count(*) as items from chart_resource where patient_id = :patient group by type")
                .params(Params.of("patient", patient).map())
                .query((row, n) -> Map.entry(row.getString("type"), row.getLong("items")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Resources of some types, newest first. */
    List<Line> lines(PatientId patient, Collection<String> types, Collection<String> statuses, int limit) {
        return jdbc.sql("""
                select id, %s as title, coalesce(status, '') as detail,
                       coalesce(starts_at, authored_at) as at, starts_exact
                from chart_resource
                where patient_id = :patient and type = any(:types) and status = any(:statuses)
                order by at desc nulls last, id
                limit :limit
                """.formatted(NAME))
                .params(Params.of("patient", patient)
                        .texts("types", types)
                        .texts("statuses", statuses)
                        .and("limit", limit)
                        .map())
                .query((row, n) -> new Line(
                        new ResourceId(row.getObject("id", UUID.class)),
                        ChartWords.plain(row.getString("title")),
                        row.getString("detail"),
                        findMoment(row, "at"),
                        exact(row),
                        ChartWords.isCircumstance(row.getString("title"))))
                .list();
    }

    Map<ResourceId, JsonNode> contents(PatientId patient, String type, String status) {
        var contents = new LinkedHashMap<ResourceId, JsonNode>();
        jdbc.sql("""
                select id, content from chart_resource
                where patient_id = :patient and type = :type and status = :status
                order by starts_at desc nulls last
                """)
                .params(Params.of("patient", patient)
                        .and("type", type)
                        .and("status", status)
                        .map())
                .query(row -> {
                    contents.put(
                            new ResourceId(row.getObject("id", UUID.class)), FhirJson.read(row.getString("content")));
                });
        return contents;
    }

    /** Oldest first. */
    List<Measured> measured(PatientId patient) {
        return jdbc.sql("""
                select id, coalesce(starts_at, authored_at) as at, content from chart_resource
                where patient_id = :patient and type = 'Observation' and coalesce(starts_at, authored_at) is not null
                  and (jsonb_exists(content, 'valueQuantity') or jsonb_exists(content, 'component'))
                order by coalesce(starts_at, authored_at), id
                """)
                .params(Params.of("patient", patient).map())
                .query((row, n) -> new Measured(
                        new ResourceId(row.getObject("id", UUID.class)),
                        moment(row, "at"),
                        FhirJson.read(row.getString("content"))))
                .list();
    }

    /** All values of what these results measured, oldest first. */
    List<Measured> measuredLike(Collection<ResourceId> results) {
        return jdbc.sql("""
                select distinct o.id, coalesce(o.starts_at, o.authored_at) as at, o.content
                from chart_resource r
                    join chart_resource o on o.patient_id = r.patient_id and o.type = 'Observation' and o.code = r.code
                where r.id = any(:ids) and coalesce(o.starts_at, o.authored_at) is not null
                order by at, o.id
                """)
                .params(Params.none().ids("ids", results).map())
                .query((row, n) -> new Measured(
                        new ResourceId(row.getObject("id", UUID.class)),
                        moment(row, "at"),
                        FhirJson.read(row.getString("content"))))
                .list();
    }

    Optional<Stored> find(ResourceId id) {
        return jdbc.sql("""
                select id, patient_id, source, type, logical_id, version, %s as name, status, interpretation,
                       coalesce(starts_at, authored_at) as at, starts_exact, content
                from chart_resource where id = :id and patient_id is not null
                """.formatted(NAME))
                .params(Params.of("id", id).map())
                .query((row, n) -> new Stored(
                        new ResourceId(row.getObject("id", UUID.class)),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getString("source"),
                        row.getString("type"),
                        row.getString("logical_id"),
                        row.getInt("version"),
                        row.getString("name"),
                        row.getString("status"),
                        row.getString("interpretation"),
                        findMoment(row, "at"),
                        exact(row),
                        FhirJson.read(row.getString("content"))))
                .optional();
    }

    /** Newest first. */
    List<Version> versions(ResourceId id) {
        return jdbc.sql("""
                select v.version as number, v.recorded_at, coalesce(f.name, 'FHIR API') as file,
                       coalesce(i.user_name, v.written_by) as imported_by
                from (select version, recorded_at, file_id, written_by from chart_resource where id = :id
                      union all
                      select version, recorded_at, file_id, written_by
                      from chart_resource_version where resource_id = :id) v
                    left join chart_import_file f on f.id = v.file_id
                    left join chart_import i on i.id = f.import_id
                order by v.version desc
                """)
                .params(Params.of("id", id).map())
                .query((row, n) -> new Version(
                        row.getInt("number"),
                        moment(row, "recorded_at"),
                        row.getString("file"),
                        row.getString("imported_by")))
                .list();
    }

    long count(PatientId patient) {
        return jdbc.sql("select count(*) from chart_resource where patient_id = :patient")
                .params(Params.of("patient", patient).map())
                .query(Long.class)
                .single();
    }

    List<ResourceId> move(PatientId from, PatientId into) {
        var ids = jdbc
                .sql("select id from chart_resource where patient_id = :from")
                .params(Params.of("from", from).map())
                .query(UUID.class)
                .list()
                .stream()
                .map(ResourceId::new)
                .toList();
        moveSome(ids, from, into);
        return ids;
    }

    int moveSome(Collection<ResourceId> ids, PatientId from, PatientId into) {
        var params = Params.of("from", from).and("into", into).ids("ids", ids).map();
        jdbc.sql("update abnormal_result set patient_id = :into where resource_id = any(:ids) and patient_id = :from")
                .params(params)
                .update();
        jdbc.sql("update result_review set patient_id = :into where resource_id = any(:ids) and patient_id = :from")
                .params(params)
                .update();
        return jdbc.sql("""
                update chart_resource
                set patient_id = :into, content = chart_about(content, :from, :into)
                where id = any(:ids) and patient_id = :from
                """).params(params).update();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant findMoment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable Exactness exact(ResultSet row) throws SQLException {
        var code = row.getString("starts_exact");
        return code == null ? null : Params.constant(Exactness.class, code);
    }

    private static @Nullable ResourceId resourceId(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new ResourceId(id);
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : FhirJson.read(text);
    }
}
