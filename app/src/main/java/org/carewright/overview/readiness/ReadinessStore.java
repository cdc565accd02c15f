package org.carewright.overview.readiness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a whole day in one query. */
@Repository
class ReadinessStore {

    private final JdbcClient jdbc;

    ReadinessStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The visits of a day at a site that are still to take place, in the order of time. */
    List<Facts> day(SiteId site, LocalDate day, ZoneId zone, Actor actor) {
        var from = day.atStartOfDay(zone).toInstant();
        var until = day.plusDays(1).atStartOfDay(zone).toInstant();
        return jdbc.sql("""
                with visit as materialized (
                    select * from appointment_view
                     where site_id = :site and starts_at >= :from and starts_at < :until
                       and status in ('pending', 'booked', 'arrived', 'checked-in'))
                select v.id, v.patient_id, v.starts_at, v.status, v.confirmed_at is not null as confirmed, v.override_reason,
                       p.family, p.given, p.mrn, p.birth_date, p.language,
                       t.name as visit_type, w.display as practitioner, m.name as room, w.languages,
                       c.by_phone, c.by_email, c.addressed, c.represented, c.interpreter_needed,
                       exists (select from site_closure_view x where x.site_id = v.site_id and x.day = :day) as site_closed,
                       exists (select from practitioner_exception_view x
                                where x.practitioner_id = v.practitioner_id and x.kind = 'away'
                                  and (x.site_id is null or x.site_id = v.site_id)
                                  and x.starts < v.ends_at at time zone :zone and x.ends > v.starts_at at time zone :zone)
                           as away,
                       (select min(o.starts_at) from appointment_view o
                         where o.patient_id = v.patient_id and o.id <> v.id and o.starts_at >= :from and o.starts_at < :until
                           and o.status in ('pending', 'booked', 'arrived', 'checked-in')) as another,
                       array(select l.title from open_loop_view l
                              where l.patient_id = v.patient_id and l.subject <> v.id and l.due_at <= v.starts_at
                                and l.permission = any(:permissions) and l.sites && cast(:sites as uuid[])
                                and (not l.confidential or :treats)
                              order by l.harm, l.due_at) as open
                  from visit v
                  join patient_view p on p.id = v.patient_id
                  join patient_contact_view c on c.patient_id = v.patient_id
                  join visit_type_view t on t.id = v.visit_type_id
                  left join practitioner_view w on w.id = v.practitioner_id
                  left join room_view m on m.id = v.room_id
                 order by v.starts_at, v.id
                """)
                .params(Params.of("site", site)
                        .and("day", day)
                        .and("zone", zone.getId())
                        .and("from", from)
                        .and("until", until)
                        .and("treats", actor.treats())
                        .codes(
                                "permissions",
                                Stream.of(Permission.values())
                                        .filter(actor::may)
                                        .toList())
                        .texts(
                                "sites",
                                actor.sites().stream().map(SiteId::toString).toList())
                        .map())
                .query((row, number) -> facts(row, day))
                .list();
    }

    private static Facts facts(ResultSet row, LocalDate day) throws SQLException {
        var given = row.getString("given");
        var family = row.getString("family");
        return new Facts(
                row.getObject("id", UUID.class),
                new PatientId(row.getObject("patient_id", UUID.class)),
                given == null || given.isEmpty() ? family : family + ", " + given,
                row.getString("mrn"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("visit_type"),
                row.getString("practitioner"),
                row.getString("room"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                day,
                row.getString("status"),
                row.getBoolean("confirmed"),
                row.getString("override_reason"),
                row.getBoolean("site_closed"),
                row.getBoolean("away"),
                row.getBoolean("by_phone"),
                row.getBoolean("by_email"),
                row.getBoolean("addressed"),
                row.getBoolean("represented"),
                row.getBoolean("interpreter_needed"),
                row.getString("language"),
                texts(row, "languages"),
                instant(row, "another"),
                texts(row, "open"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
