package org.carewright.care.scheduling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.fhir.SearchIndex;
import org.carewright.platform.fhir.SearchParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Visits as the FHIR API finds and shows them. */
@Repository
class AppointmentFhirStore {

    static final SearchIndex INDEX = new SearchIndex(
            "appointment t",
            "t.id",
            "(select coalesce(max(h.changed_at), t.made_at) from appointment_history h where h.appointment_id = t.id)",
            "t.patient_id",
            "t.status <> 'entered-in-error' and t.site_id = any(:sites) and exists (select from patient_scope_view s"
                    + " where s.patient_id = t.patient_id and s.site_id = any(:sites))",
            List.of(
                    SearchParameter.code("status", "t.status"),
                    SearchParameter.moment("date", "t.starts_at"),
                    SearchParameter.reference("patient", "Patient", "t.patient_id"),
                    takes("practitioner", "Practitioner", "practitioner"),
                    takes("device", "Device", "device"),
                    SearchParameter.reference(
                            "location",
                            List.of("Location"),
                            "true",
                            (value, sql) -> "(t.site_id in " + value.ids() + " or " + taken("room", value.ids()) + ")"),
                    SearchParameter.reference(
                            "actor",
                            List.of("Patient", "Practitioner", "Location", "Device"),
                            "true",
                            (value, sql) -> "(t.patient_id in " + value.ids() + " or t.site_id in " + value.ids()
                                    + " or exists (select from booking b where b.appointment_id = t.id and b.resource_id in "
                                    + value.ids() + "))"),
                    SearchParameter.token(
                            "service-type",
                            "true",
                            (value, sql) ->
                                    value.system() != null && !value.system().equals(AppointmentContent.VISIT_TYPE)
                                            ? "false"
                                            : value.code() == null
                                                    ? "true"
                                                    : "cast(t.visit_type_id as text) = " + sql.bind(value.code()))));

    /** A visit with what it takes and when it came to be as it is. */
    record Row(
            UUID id,
            UUID patient,
            UUID site,
            String siteName,
            UUID visitType,
            String visitTypeName,
            String status,
            Instant start,
            Instant end,
            String reason,
            @Nullable UUID replaces,
            Instant madeAt,
            @Nullable Instant heldUntil,
            boolean confirmed,
            @Nullable String cancelReason,
            int version,
            Instant changedAt,
            JsonNode taken) {}

    private static final String TAKEN = """
            (select coalesce(jsonb_agg(jsonb_build_object(
                        'kind', b.kind, 'id', b.resource_id,
                        'name', case b.kind
                            when 'practitioner' then (select w.display from practitioner_view w where w.id = b.resource_id)
                            when 'room' then (select m.name from room_view m where m.id = b.resource_id)
                            when 'device' then (select d.name from device_view d where d.id = b.resource_id) end)
                    order by b.kind desc, b.position), '[]')
             from booking b where b.appointment_id = a.id and b.kind <> 'patient') as taken
            """;

    private final JdbcClient jdbc;

    AppointmentFhirStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static SearchParameter takes(String name, String target, String kind) {
        return SearchParameter.reference(
                name,
                List.of(target),
                "exists (select from booking b where b.appointment_id = t.id and b.kind = '" + kind + "')",
                (value, sql) ->
                        value.type() == null || value.type().equals(target) ? taken(kind, value.ids()) : "false");
    }

    private static String taken(String kind, String ids) {
        return "exists (select from booking b where b.appointment_id = t.id and b.kind = '" + kind
                + "' and b.resource_id in " + ids + ")";
    }

    List<Row> load(Collection<UUID> ids) {
        return jdbc.sql("""
                select a.id, a.patient_id, a.site_id, s.name as site_name, a.visit_type_id, v.name as visit_type, a.status,
                       a.starts_at, a.ends_at, a.reason, a.replaces, a.made_at, a.held_until, a.confirmed_at, a.cancel_reason,
                       a.version,
                       coalesce((select max(h.changed_at) from appointment_history h where h.appointment_id = a.id),
                                a.made_at) as changed_at,
                """ + TAKEN + """
                from appointment a
                    join site_view s on s.id = a.site_id
                    join visit_type_view v on v.id = a.visit_type_id
                where a.id
                """ + Params.isAmong(ids))
                .params(Params.among(ids).map())
                .query(AppointmentFhirStore::row)
                .list();
    }

    /** All versions, the latest first. */
    List<Row> history(UUID id) {
        return jdbc.sql("""
                select a.id, a.patient_id, a.site_id, s.name as site_name, a.visit_type_id, v.name as visit_type,
                       e.status, e.starts_at, e.ends_at, e.reason, e.replaces, a.made_at, e.held_until, e.confirmed_at,
                       e.cancel_reason,
                       e.version,
                       coalesce((select h.changed_at from appointment_history h
                                 where h.appointment_id = a.id and h.version = e.version - 1), a.made_at) as changed_at,
                """ + TAKEN + """
                from appointment a
                    join site_view s on s.id = a.site_id
                    join visit_type_view v on v.id = a.visit_type_id
                    cross join lateral (
                        select a.status, a.starts_at, a.ends_at, a.reason, a.replaces, a.held_until, a.confirmed_at,
                               a.cancel_reason, a.version
                        union all
                        select b.status, b.starts_at, b.ends_at, b.reason, b.replaces, b.held_until, b.confirmed_at,
                               b.cancel_reason, b.version
                        from appointment_history h, jsonb_populate_record(null::appointment, h.before) b
                        where h.appointment_id = a.id) e
                where a.id = :id
                order by e.version desc
                """)
                .params(Params.of("id", id).map())
                .query(AppointmentFhirStore::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getString("site_name"),
                row.getObject("visit_type_id", UUID.class),
                row.getString("visit_type"),
                row.getString("status"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getString("reason"),
                row.getObject("replaces", UUID.class),
                instant(row, "made_at"),
                row.getObject("held_until") == null ? null : instant(row, "held_until"),
                row.getObject("confirmed_at") != null,
                row.getString("cancel_reason"),
                row.getInt("version"),
                instant(row, "changed_at"),
                FhirJson.read(row.getString("taken")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
