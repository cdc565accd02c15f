package org.carewright.care.scheduling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Visits with the names that pages show. */
@Repository
class VisitStore {

    private static final String VISITS = """
            select a.id, a.patient_id, a.site_id, a.visit_type_id, a.status, a.starts_at, a.ends_at, a.reason,
                   a.override_reason, a.made_at, a.held_until, a.confirmed_at, a.confirmed_by, a.confirmed_channel, a.arrived_at,
                   a.started_at, a.completed_at, a.missed_at, a.cancel_reason, a.cancelled_by, a.cancel_note,
                   a.rebook_declined, a.party, a.seat, a.seats, a.replaces, a.answered_by, a.version,
                   p.family, p.given, p.mrn, p.birth_date, p.phone, p.language,
                   s.name as site_name, s.time_zone, t.name as visit_type,
                   b.resource_id as practitioner_id, w.display as practitioner, r.resource_id as room_id, m.name as room,
                   coalesce(lower(b.during), lower(r.during), a.starts_at) as blocked_from,
                   coalesce(upper(b.during), upper(r.during), a.ends_at) as blocked_until,
                   (select h.act from appointment_history h
                     where h.appointment_id = a.id and h.version = a.version - 1
                       and h.act not in ('undo', 'reschedule')) as undoable
              from appointment a
              join patient_view p on p.id = a.patient_id
              join site_view s on s.id = a.site_id
              join visit_type_view t on t.id = a.visit_type_id
              left join booking b on b.appointment_id = a.id and b.kind = 'practitioner' and b.position = 0
              left join practitioner_view w on w.id = b.resource_id
              left join booking r on r.appointment_id = a.id and r.kind = 'room' and r.position = 0
              left join room_view m on m.id = r.resource_id
            """;

    private final JdbcClient jdbc;

    VisitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Visit> find(AppointmentId id) {
        return jdbc.sql(VISITS + " where a.id = :id and a.status <> 'entered-in-error'")
                .params(Params.of("id", id).map())
                .query((row, number) -> visit(row))
                .optional();
    }

    /** Visits of a site that meet the span, in the order of time. */
    List<Visit> list(SiteId site, Interval span) {
        return jdbc.sql(VISITS + """
                 where a.site_id = :site and a.status <> 'entered-in-error'
                   and a.starts_at < :until and a.starts_at >= cast(:from as timestamptz) - interval '1 day'
                   and a.ends_at > :from
                 order by a.starts_at, a.id
                """)
                .params(Params.of("site", site)
                        .and("from", span.start())
                        .and("until", span.end())
                        .map())
                .query((row, number) -> visit(row))
                .list();
    }

    /** The other visits of a group that are still to come, under way or over, by seat. */
    List<Visit> othersOf(Visit visit) {
        return jdbc.sql(VISITS + """
                 where a.party = :party and a.seat is not null and a.id <> :id and a.starts_at = :starts
                   and a.status in ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled', 'noshow')
                 order by a.seat
                """)
                .params(Params.of("id", visit.id())
                        .and("party", visit.party())
                        .and("starts", visit.time().start())
                        .map())
                .query((row, number) -> visit(row))
                .list();
    }

    /** A patient's visits at these sites, the latest first. */
    List<Visit> ofPatient(PatientId patient, Collection<SiteId> sites, int limit) {
        return jdbc.sql(VISITS + """
                 where a.patient_id = :patient and a.site_id = any(:sites) and a.status <> 'entered-in-error'
                 order by a.starts_at desc, a.id
                 limit :limit
                """)
                .params(Params.of("patient", patient)
                        .ids("sites", sites)
                        .and("limit", limit)
                        .map())
                .query((row, number) -> visit(row))
                .list();
    }

    /** The next visit of each of these patients, else the last one. */
    List<Visit> nearest(Collection<PatientId> patients, Collection<SiteId> sites, Instant now) {
        return jdbc.sql(VISITS + """
                 where a.id in (
                       select distinct on (v.patient_id) v.id
                         from appointment v
                        where v.patient_id = any(:patients) and v.site_id = any(:sites)
                          and v.status not in ('entered-in-error', 'cancelled')
                        order by v.patient_id, v.ends_at <= :now, abs(extract(epoch from v.starts_at - :now)))
                 order by a.starts_at
                """)
                .params(Params.of("now", now)
                        .ids("patients", patients)
                        .ids("sites", sites)
                        .map())
                .query((row, number) -> visit(row))
                .list();
    }

    private static Visit visit(ResultSet row) throws SQLException {
        return new Visit(
                new AppointmentId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                Params.constant(AppointmentStatus.class, row.getString("status")),
                new Interval(instant(row, "starts_at"), instant(row, "ends_at")),
                new Interval(instant(row, "blocked_from"), instant(row, "blocked_until")),
                who(row),
                row.getObject("party", UUID.class),
                AppointmentStore.seat(row),
                new SiteId(row.getObject("site_id", UUID.class)),
                row.getString("site_name"),
                ZoneId.of(row.getString("time_zone")),
                row.getObject("visit_type_id", UUID.class),
                row.getString("visit_type"),
                named(row, "practitioner"),
                named(row, "room"),
                row.getString("reason"),
                row.getString("override_reason"),
                instant(row, "made_at"),
                AppointmentStore.progress(row),
                appointmentId(row, "replaces"),
                appointmentId(row, "answered_by"),
                row.getString("undoable") == null
                        ? null
                        : Params.constant(AppointmentStatus.Act.class, row.getString("undoable")));
    }

    private static Visit.Who who(ResultSet row) throws SQLException {
        var given = row.getString("given");
        var family = row.getString("family");
        return new Visit.Who(
                new PatientId(row.getObject("patient_id", UUID.class)),
                given == null || given.isEmpty() ? family : family + ", " + given,
                row.getString("mrn"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("phone"),
                row.getString("language"));
    }

    private static Visit.@Nullable Named named(ResultSet row, String what) throws SQLException {
        var id = row.getObject(what + "_id", UUID.class);
        return id == null ? null : new Visit.Named(id, row.getString(what));
    }

    private static @Nullable AppointmentId appointmentId(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new AppointmentId(id);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
