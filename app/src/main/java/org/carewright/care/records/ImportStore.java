package org.carewright.care.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.carewright.platform.db.Params;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What an import reads and writes, in bulk. */
@Repository
class ImportStore {

    /**
     * The version of a resource that is here.
     *
     * @param updatedAt when the source last changed it, as far as it says so
     */
    record Standing(
            ResourceId id,
            int version,
            ContentHash hash,
            @Nullable Instant updatedAt) {}

    /** A resource that waits for its Patient. */
    record Awaiting(
            ResourceId id,
            String type,
            String logicalId,
            int version,
            String awaited,
            ContentHash hash,
            JsonNode content) {}

    /**
     * A resource ready to be written.
     *
     * @param encounter the Encounter it belongs to
     * @param medication the Medication that it only refers to
     * @param hash of what the source said, before its references were made to point at what is here
     */
    record Row(
            ResourceId id,
            String source,
            String type,
            String logicalId,
            int version,
            @Nullable PatientId patient,
            @Nullable UUID encounter,
            @Nullable UUID medication,
            Facts facts,
            @Nullable Finding finding,
            ContentHash hash,
            FhirJson content) {

        @Nullable
        String interpretation() {
            return finding == null ? null : finding.interpretation();
        }
    }

    private static final Duration LONGEST_IMPORT = Duration.ofDays(1);

    /**
     * How a resource came in.
     *
     * @param file of an import, or null
     * @param by the name of who wrote it through the API, or null
     */
    record Origin(@Nullable UUID file, @Nullable String by, Instant at) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    ImportStore(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    void begin(UUID run, Actor actor, SiteId site, String source, Instant now) {
        jdbc.sql("""
                insert into chart_import (id, user_id, user_name, site_id, source, started_at)
                values (:id, :user, :name, :site, :source, :now)
                """)
                .params(Params.of("id", run)
                        .and("user", actor.user())
                        .and("name", actor.name())
                        .and("site", site)
                        .and("source", source)
                        .and("now", now)
                        .map())
                .update();
    }

    void finish(UUID run, Instant now) {
        jdbc.sql("update chart_import set finished_at = :now where id = :id")
                .params(Params.of("id", run).and("now", now).map())
                .update();
    }

    /** Imports that have begun of late and not ended; one that was killed counts for a day. */
    long running(Instant now) {
        return jdbc.sql("select count(*) from chart_import where finished_at is null and started_at > :since")
                .params(Params.of("since", now.minus(LONGEST_IMPORT)).map())
                .query(Long.class)
                .single();
    }

    /** Resources that these have taken in so far. */
    long takenByRunning(Instant now) {
        return jdbc.sql("""
                select coalesce(sum(f.created + f.updated + f.unchanged + f.rejected), 0)
                from chart_import i join chart_import_file f on f.import_id = i.id
                where i.finished_at is null and i.started_at > :since
                """)
                .params(Params.of("since", now.minus(LONGEST_IMPORT)).map())
                .query(Long.class)
                .single();
    }

    boolean isTaken(ContentHash contentHash, SiteId site, String source) {
        return jdbc.sql("""
                select exists(select from chart_import_file
                              where content_hash = :hash and site_id = :site and source = :source
                                and completed_at is not null and rejected = 0)
                """)
                .params(Params.of("hash", contentHash.bytes())
                        .and("site", site)
                        .and("source", source)
                        .map())
                .query(Boolean.class)
                .single();
    }

    void insertFile(SourceFile file, UUID run, SiteId site, String source, Instant now) {
        jdbc.sql("""
                insert into chart_import_file (id, import_id, name, content_hash, site_id, source, bytes, taken_at)
                values (:id, :run, :name, :hash, :site, :source, :bytes, :now)
                on conflict (id) do nothing
                """)
                .params(Params.of("id", file.id())
                        .and("run", run)
                        .and("name", file.name())
                        .and("hash", file.hash().bytes())
                        .and("site", site)
                        .and("source", source)
                        .and("bytes", file.bytes())
                        .and("now", now)
                        .map())
                .update();
    }

    void countFile(UUID file, ImportCounts counts, boolean completed, Instant now) {
        jdbc.sql("""
                update chart_import_file
                set created = created + :created, updated = updated + :updated, unchanged = unchanged + :unchanged,
                    rejected = rejected + :rejected, completed_at = case when :completed then :now end
                where id = :id
                """)
                .params(Params.of("id", file)
                        .and("created", counts.created())
                        .and("updated", counts.updated())
                        .and("unchanged", counts.unchanged())
                        .and("rejected", counts.rejected())
                        .and("completed", completed)
                        .and("now", now)
                        .map())
                .update();
    }

    Map<ResourceId, Standing> standing(Collection<ResourceId> ids) {
        return jdbc
                .sql("""
                select id, version, content_hash, content #>> '{meta,lastUpdated}' as updated
                from chart_resource where id = any(:ids)
                """)
                .params(Params.none().ids("ids", ids).map())
                .query((row, n) -> new Standing(
                        new ResourceId(row.getObject("id", UUID.class)),
                        row.getInt("version"),
                        ContentHash.stored(row.getBytes("content_hash")),
                        FhirDate.moment(row.getString("updated"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Standing::id, it -> it));
    }

    /**
     * The resources of a source that carry an identifier: by query, logical ids; several when the identifier is not
     * unique.
     */
    Map<IdentifierQuery, List<String>> find(Collection<IdentifierQuery> queries, String source) {
        var found = new HashMap<IdentifierQuery, List<String>>();
        if (queries.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                select i.type, i.system, i.value, r.logical_id
                from unnest(:types, :systems, :values) q(type, system, value)
                    join chart_identifier i using (type, system, value)
                    join chart_resource r on r.id = i.resource_id and r.source = :source
                order by r.recorded_at, r.id
                """)
                .params(Params.of("source", source)
                        .texts(
                                "types",
                                queries.stream().map(IdentifierQuery::type).toList())
                        .texts(
                                "systems",
                                queries.stream().map(IdentifierQuery::system).toList())
                        .texts(
                                "values",
                                queries.stream().map(IdentifierQuery::value).toList())
                        .map())
                .query((row, n) -> found.computeIfAbsent(
                                new IdentifierQuery(
                                        row.getString("type"), row.getString("system"), row.getString("value")),
                                query -> new ArrayList<>())
                        .add(row.getString("logical_id")))
                .list();
        return found;
    }

    /** From here on whoever makes the resource that one of these queries looks for does so alone. */
    void lock(Collection<IdentifierQuery> queries, String source) {
        jdbc.sql("""
                select pg_advisory_xact_lock(lock)::text
                from (select distinct hashtextextended(name, 0) % 256 as lock from unnest(:names) name order by 1) l
                """)
                .params(Params.none()
                        .texts(
                                "names",
                                queries.stream()
                                        .map(query -> source + " " + query)
                                        .toList())
                        .map())
                .query(String.class)
                .list();
    }

    /** Whose records the Patient resources with these logical ids are. */
    Map<String, PatientId> patients(Collection<String> logicalIds, String source) {
        return jdbc
                .sql("""
                select logical_id, patient_id from chart_resource where id = any(:ids) and patient_id is not null
                """)
                .params(Params.none()
                        .ids(
                                "ids",
                                logicalIds.stream()
                                        .map(id -> ResourceId.of(source, "Patient", id))
                                        .toList())
                        .map())
                .query((row, n) ->
                        Map.entry(row.getString("logical_id"), new PatientId(row.getObject("patient_id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void insert(Collection<Row> rows, Origin origin) {
        var copy = new CopyRows();
        for (var row : rows) {
            var facts = row.facts();
            copy.row(24)
                    .uuid(row.id().value())
                    .text(row.source())
                    .text(row.type())
                    .text(row.logicalId())
                    .integer(row.version())
                    .uuid(row.patient() == null ? null : row.patient().value())
                    .text(row.patient() == null ? facts.patient() : null)
                    .uuid(row.encounter())
                    .uuid(row.medication())
                    .text(facts.status())
                    .text(facts.category())
                    .text(facts.code() == null ? null : facts.code().system())
                    .text(facts.code() == null ? null : facts.code().code())
                    .text(facts.display())
                    .moment(facts.startsAt())
                    .text(facts.startsExact() == null ? null : Params.code(facts.startsExact()))
                    .moment(facts.endsAt())
                    .moment(facts.authoredAt())
                    .text(row.interpretation())
                    .bytes(row.hash().bytes())
                    .uuid(origin.file())
                    .text(origin.by())
                    .moment(origin.at())
                    .jsonb(row.content().bytes());
        }
        copy("""
                copy chart_resource (id, source, type, logical_id, version, patient_id, awaited_patient, encounter_id,
                    medication_id, status, category, code_system, code, display, starts_at, starts_exact, ends_at,
                    authored_at, interpretation, content_hash, file_id, written_by, recorded_at, content)
                from stdin (format binary)
                """, copy);
        insertIdentifiers(rows);
    }

    /** Puts newer versions in the place of standing ones, which go into the history. */
    void replace(Collection<Row> rows, Origin origin) {
        var ids = rows.stream().map(Row::id).toList();
        jdbc.sql("""
                insert into chart_resource_version (resource_id, version, content_hash, file_id, written_by, recorded_at, content)
                select id, version, content_hash, file_id, written_by, recorded_at, content
                from chart_resource where id = any(:ids)
                """).params(Params.none().ids("ids", ids).map()).update();
        rows.forEach(row -> update(row, origin));
        jdbc.sql("delete from chart_identifier where resource_id = any(:ids)")
                .params(Params.none().ids("ids", ids).map())
                .update();
        insertIdentifiers(rows);
    }

    private void update(Row row, Origin origin) {
        var facts = row.facts();
        jdbc.sql("""
                update chart_resource
                set version = :version, patient_id = :patient, awaited_patient = :awaited, encounter_id = :encounter,
                    medication_id = :medication, status = :status, category = :category, code_system = :system,
                    code = :code, display = :display,
                    starts_at = :starts, starts_exact = :exact, ends_at = :ends, authored_at = :authored,
                    interpretation = :interpretation, content_hash = :hash, file_id = :file,
                    written_by = :by, recorded_at = :now,
                    content = :content
                where id = :id and version = :version - 1
                """)
                .params(Params.of("id", row.id())
                        .and("version", row.version())
                        .and("patient", row.patient())
                        .and("awaited", row.patient() == null ? facts.patient() : null)
                        .and("encounter", row.encounter())
                        .and("medication", row.medication())
                        .and("status", facts.status())
                        .and("category", facts.category())
                        .and(
                                "system",
                                facts.code() == null ? null : facts.code().system())
                        .and("code", facts.code() == null ? null : facts.code().code())
                        .and("display", facts.display())
                        .and("starts", facts.startsAt())
                        .and("exact", facts.startsExact())
                        .and("ends", facts.endsAt())
                        .and("authored", facts.authoredAt())
                        .and("interpretation", row.interpretation())
                        .and("hash", row.hash().bytes())
                        .and("file", origin.file())
                        .and("by", origin.by())
                        .and("now", origin.at())
                        .json("content", row.content().toString())
                        .map())
                .update();
    }

    private void insertIdentifiers(Collection<Row> rows) {
        var copy = new CopyRows();
        var isEmpty = true;
        for (var row : rows) {
            for (var identifier : Set.copyOf(row.facts().identifiers())) {
                isEmpty = false;
                copy.row(4)
                        .text(identifier.value())
                        .text(identifier.system())
                        .text(row.type())
                        .uuid(row.id().value());
            }
        }
        if (!isEmpty) {
            copy("copy chart_identifier (value, system, type, resource_id) from stdin (format binary)", copy);
        }
    }

    /** The Patients for whom resources of a source wait, as these refer to them. */
    List<String> awaited(String source) {
        return jdbc.sql("""
                select distinct awaited_patient from chart_resource
                where source = :source and awaited_patient is not null
                """)
                .params(Params.of("source", source).map())
                .query(String.class)
                .list();
    }

    /** What waits for these Patients; nobody else files it until this transaction ends. */
    List<Awaiting> lockAwaiting(Collection<String> awaited, String source) {
        return jdbc.sql("""
                select id, type, logical_id, version, awaited_patient, content_hash, content from chart_resource
                where source = :source and awaited_patient = any(:awaited)
                order by id
                for update
                """)
                .params(Params.of("source", source).texts("awaited", awaited).map())
                .query((row, n) -> new Awaiting(
                        new ResourceId(row.getObject("id", UUID.class)),
                        row.getString("type"),
                        row.getString("logical_id"),
                        row.getInt("version"),
                        row.getString("awaited_patient"),
                        ContentHash.stored(row.getBytes("content_hash")),
                        FhirJson.read(row.getString("content"))))
                .list();
    }

    /** Files a resource under its Patient. The version stays: the source said nothing new. */
    void file(Row row) {
        jdbc.sql("""
                update chart_resource
                set patient_id = :patient, awaited_patient = null, interpretation = :interpretation, content = :content
                where id = :id
                """)
                .params(Params.of("id", row.id())
                        .and("patient", row.patient())
                        .and("interpretation", row.interpretation())
                        .json("content", row.content().toString())
                        .map())
                .update();
    }

    private void copy(String sql, CopyRows rows) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows.end());
        } catch (SQLException e) {
            var known = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("copy", sql, e);
            throw known == null ? new UncategorizedSQLException("copy", sql, e) : known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
