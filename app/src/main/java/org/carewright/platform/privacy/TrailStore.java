package org.carewright.platform.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.carewright.platform.access.BreakGlass.Opening;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the trail through the view that the audit module publishes. */
@Repository
class TrailStore {

    private static final TypeReference<TreeMap<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TrailStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The latest rows first. The patient and the time have indexes, so each page costs the same. */
    List<TrailRow> find(TrailQuery query, int limit) {
        var params = Params.of("from", query.from()).and("to", query.to()).and("limit", limit);
        var where = new StringBuilder("where recorded_at >= :from and recorded_at < :to");
        query.patient().ifPresent(patient -> {
            where.append(" and patients @> array[:patient]::uuid[]");
            params.and("patient", patient);
        });
        if (!query.user().isEmpty()) {
            where.append(" and user_name ilike '%' || :user || '%'");
            params.and("user", query.user().replaceAll("([%_\\\\])", "\\\\$1"));
        }
        if (!query.act().isEmpty()) {
            where.append(" and act = :act");
            params.and("act", query.act());
        }
        query.before().ifPresent(before -> {
            where.append(" and (recorded_at, id) < (:beforeAt, :beforeId)");
            params.and("beforeAt", before.at()).and("beforeId", before.id());
        });
        return jdbc.sql("select * from audit_trail_view " + where + " order by recorded_at desc, id desc limit :limit")
                .params(params.map())
                .query(this::row)
                .list();
    }

    /** What was done with the patient's data under a break-glass, in its order. */
    List<TrailRow> under(Opening opening, int limit) {
        return jdbc.sql("""
                select * from audit_trail_view
                where user_id = :user and patients @> array[:patient]::uuid[] and purpose = :purpose
                  and recorded_at >= :from and recorded_at < :to
                order by recorded_at, id
                limit :limit
                """)
                .params(Params.of("user", opening.user())
                        .and("patient", opening.patient())
                        .and("purpose", Origin.EMERGENCY)
                        .and("from", opening.openedAt())
                        .and("to", opening.expiresAt())
                        .and("limit", limit)
                        .map())
                .query(this::row)
                .list();
    }

    /** Who had to do with the patient's data on which day, the latest day first. */
    List<Looked> looked(PatientId patient, Instant from, ZoneId zone, int limit) {
        return jdbc.sql("""
                select cast(recorded_at at time zone :zone as date) as day, user_id, max(user_name) as user_name,
                       count(*) filter (where act = 'read') as reads,
                       count(*) filter (where act = 'search') as searches,
                       count(*) filter (where act in ('create', 'update', 'delete')) as changes,
                       count(*) filter (where act not in ('read', 'search', 'create', 'update', 'delete')) as others,
                       bool_or(purpose = :emergency) as emergency,
                       array_agg(distinct kind order by kind) as kinds,
                       max(recorded_at) as last_at
                from audit_trail_view
                where patients @> array[:patient]::uuid[] and recorded_at >= :from
                group by day, user_id
                order by day desc, last_at desc
                limit :limit
                """)
                .params(Params.of("patient", patient)
                        .and("from", from)
                        .and("zone", zone.getId())
                        .and("emergency", Origin.EMERGENCY)
                        .and("limit", limit)
                        .map())
                .query((row, n) -> new Looked(
                        row.getDate("day").toLocalDate(),
                        row.getString("user_name"),
                        row.getInt("reads"),
                        row.getInt("searches"),
                        row.getInt("changes"),
                        row.getInt("others"),
                        row.getBoolean("emergency"),
                        Arrays.asList((String[]) row.getArray("kinds").getArray()),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private TrailRow row(ResultSet row, int number) throws SQLException {
        return new TrailRow(
                row.getObject("id", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("user_name"),
                row.getString("act"),
                row.getString("kind"),
                Arrays.stream((UUID[]) row.getArray("patients").getArray())
                        .map(PatientId::new)
                        .toList(),
                row.getString("route"),
                row.getString("purpose"),
                row.getString("address"),
                json.readValue(row.getString("detail"), DETAIL));
    }
}
