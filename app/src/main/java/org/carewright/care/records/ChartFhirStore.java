package org.carewright.care.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.fhir.FhirResource;
import org.carewright.platform.fhir.JsonSearch;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.fhir.SearchParameter;
import org.carewright.platform.fhir.SearchSql;
import org.carewright.platform.fhir.SearchValue;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The chart as the FHIR API reads and writes it. */
@Repository
class ChartFhirStore {

    private static final String SCOPE = """
            t.awaited_patient is null
            and (t.patient_id is null
                 or exists (select from patient_scope_view s where s.patient_id = t.patient_id and s.site_id = any(:sites))
                    and (:treats or not exists (select from patient_view p where p.id = t.patient_id and p.confidential)))
            """;

    private static final String DOCUMENT = """
            cast(%1$s.content || jsonb_build_object(
                'id', r.id,
                'meta', coalesce(%1$s.content -> 'meta', '{}') || jsonb_build_object(
                    'versionId', cast(%1$s.version as text),
                    'lastUpdated', to_char(%1$s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as text)
            """;

    private final JdbcClient jdbc;

    ChartFhirStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static SearchIndex index(String type) {
        var parameters = new ArrayList<SearchParameter>();
        for (var parameter : JsonSearch.parameters(type)) {
            parameters.add(
                    switch (parameter.name()) {
                        case "patient", "subject" -> aboutPatient(parameter);
                        case "encounter" ->
                            parameter.targets().equals(Set.of("Encounter")) ? aboutEncounter(parameter) : parameter;
                        case "identifier" -> identifier(parameter);
                        default -> parameter;
                    });
        }
        return new SearchIndex(
                "chart_resource t",
                "t.id",
                "t.recorded_at",
                "t.patient_id",
                "t.type = '" + type + "' and " + SCOPE,
                parameters);
    }

    private static SearchParameter aboutEncounter(SearchParameter parameter) {
        return SearchParameter.reference(
                parameter.name(),
                parameter.targets(),
                parameter.present(),
                (value, sql) -> orElsewhere("t.encounter_id in " + value.ids(), parameter, value, sql));
    }

    /** A column knows what is kept here; what has a whole address may be kept elsewhere. */
    private static String orElsewhere(
            String column, SearchParameter parameter, SearchValue.Target value, SearchSql sql) {
        return value.url() == null
                ? column
                : "(" + column + " or " + parameter.condition().apply(value, sql) + ")";
    }

    /** The column that says whose chart it is knows merges too, and has an index. */
    private static SearchParameter aboutPatient(SearchParameter parameter) {
        if (!parameter.targets().contains("Patient")) {
            return parameter;
        }
        return SearchParameter.reference(
                parameter.name(),
                parameter.targets(),
                "(t.patient_id is not null or " + parameter.present() + ")",
                (value, sql) -> {
                    var column = orElsewhere("t.patient_id in " + value.ids(), parameter, value, sql);
                    if ("Patient".equals(value.type()) || parameter.targets().size() == 1) {
                        return value.type() == null || value.type().equals("Patient") ? column : "false";
                    }
                    var elsewhere = parameter.condition().apply(value, sql);
                    return value.type() == null ? "(" + column + " or " + elsewhere + ")" : elsewhere;
                });
    }

    private static SearchParameter identifier(SearchParameter parameter) {
        return SearchParameter.token(
                "identifier",
                parameter.present(),
                (value, sql) -> value.system() == null || value.system().isEmpty() || value.code() == null
                        ? parameter.condition().apply(value, sql)
                        : "t.id in (select i.resource_id from chart_identifier i where i.value = "
                                + sql.bind(value.code()) + " and i.system = " + sql.bind(value.system()) + ")");
    }

    List<FhirResource> load(String type, Collection<UUID> ids) {
        return jdbc.sql("select r.type, r.id, r.version, r.recorded_at, r.patient_id, " + DOCUMENT.formatted("r")
                        + " as document from chart_resource r"
                        + " where r.id" + Params.isAmong(ids) + "and r.type = :type and r.awaited_patient is null")
                .params(Params.among(ids).and("type", type).map())
                .query(ChartFhirStore::resource)
                .list();
    }

    /** Newest first. */
    List<FhirResource> history(String type, UUID id) {
        return jdbc.sql("select r.type, r.id, v.version, v.recorded_at, r.patient_id, " + DOCUMENT.formatted("v") + """
                         as document
                        from chart_resource r
                            cross join lateral (
                                select r.version, r.recorded_at, r.content
                                union all
                                select h.version, h.recorded_at, h.content
                                from chart_resource_version h where h.resource_id = r.id) v
                        where r.id = :id and r.type = :type and r.awaited_patient is null
                        order by v.version desc
                        """)
                .params(Params.of("type", type).and("id", id).map())
                .query(ChartFhirStore::resource)
                .list();
    }

    /**
     * The version that stands, kept from others until this transaction ends.
     *
     * @param patient whose chart it is in, or null
     */
    record Standing(
            ResourceId id,
            String source,
            String logicalId,
            int version,
            @Nullable PatientId patient,
            JsonNode content) {}

    Optional<Standing> lock(String type, UUID id) {
        return jdbc.sql("""
                select id, source, logical_id, version, patient_id, content from chart_resource
                where id = :id and type = :type and awaited_patient is null
                for update
                """)
                .params(Params.of("type", type).and("id", id).map())
                .query((row, n) -> new Standing(
                        new ResourceId(row.getObject("id", UUID.class)),
                        row.getString("source"),
                        row.getString("logical_id"),
                        row.getInt("version"),
                        patient(row),
                        FhirJson.read(row.getString("content"))))
                .optional();
    }

    private static FhirResource resource(ResultSet row, int number) throws SQLException {
        return new FhirResource(
                row.getString("type"),
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                patient(row),
                null,
                row.getString("document"));
    }

    private static @Nullable PatientId patient(ResultSet row) throws SQLException {
        var id = row.getObject("patient_id", UUID.class);
        return id == null ? null : new PatientId(id);
    }
}
