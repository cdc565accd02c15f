package org.carewright.care.reminders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentStatus;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitType.Modality;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReminderStore {

    private final JdbcClient jdbc;

    ReminderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A visit nobody has confirmed, with whom to call. */
    record ToCall(
            AppointmentId visit,
            int version,
            PatientId patient,
            String family,
            String given,
            LocalDate birthDate,
            String mrn,
            @Nullable String phone,
            @Nullable String language,
            String visitType,
            Instant start,
            int reminders) {

        String name() {
            return family + ", " + given;
        }
    }

    /** A message of which the page tells. */
    record Recent(
            PatientId patient,
            String name,
            AppointmentId visit,
            String window,
            @Nullable String channel,
            Instant decidedAt,
            @Nullable Instant sentAt,
            boolean failing,
            @Nullable String answer) {}

    /** A visit in a practitioner's calendar. */
    record FeedVisit(
            UUID root,
            int moves,
            Interval time,
            String visitType,
            @Nullable String room,
            String site) {}

    /**
     * Visits of which somebody is to be told now; for each the window that is nearest to its start.
     *
     * @param sites at which it is not night
     */
    List<DueReminder> due(Collection<SiteId> sites, Instant now, int limit) {
        return jdbc.sql("""
                select distinct on (v.starts_at, v.id) v.id, v.patient_id, v.site_id, w.id as window_id, w.kind, v.starts_at
                  from reminder_window w
                  join appointment_view v
                    on v.site_id = any(:sites) and v.starts_at > :now and v.starts_at <= :now + interval '2200 hours'
                   and case w.kind
                       when 'before' then v.status = 'booked'
                            and v.starts_at - w.hours * interval '1 hour' <= :now
                            and v.made_at < v.starts_at - w.hours * interval '1 hour'
                       when 'booked' then v.status = 'booked'
                            and v.made_at <= :now - interval '5 minutes' and v.made_at > :now - interval '1 day'
                       else v.status = 'cancelled' and v.cancelled_by = 'clinic' and v.cancel_reason <> 'rescheduled'
                            and v.missed_at <= :now - interval '5 minutes' and v.missed_at > :now - interval '1 day'
                       end
                  join patient_view p on p.id = v.patient_id and not p.deceased
                 where w.active
                   and not exists (select from reminder r where r.appointment_id = v.id and r.window_id = w.id)
                 order by v.starts_at, v.id, w.hours nulls last
                 limit :limit
                """)
                .params(Params.none()
                        .ids("sites", sites)
                        .and("now", now)
                        .and("limit", limit)
                        .map())
                .query((row, number) -> new DueReminder(
                        new AppointmentId(row.getObject("id", UUID.class)),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        new SiteId(row.getObject("site_id", UUID.class)),
                        row.getString("window_id"),
                        Params.constant(ReminderWindow.Kind.class, row.getString("kind")),
                        instant(row, "starts_at")))
                .list();
    }

    /**
     * Keeps that a window was decided on, and with it those further from the visit: who is told today is not told what
     * should have been said last week.
     *
     * @return false if another node was quicker
     */
    boolean decide(DueReminder due, Instant now) {
        var decided = jdbc.sql("""
                insert into reminder (appointment_id, window_id, decided_at) values (:visit, :window, :now)
                on conflict do nothing
                """)
                .params(Params.of("visit", due.visit())
                        .and("window", due.window())
                        .and("now", now)
                        .map())
                .update();
        if (decided == 1 && due.kind() == ReminderWindow.Kind.BEFORE) {
            jdbc.sql("""
                    insert into reminder (appointment_id, window_id, decided_at)
                    select :visit, w.id, :now
                      from reminder_window w
                     where w.kind = 'booked'
                        or w.hours > (select hours from reminder_window where id = :window)
                    on conflict do nothing
                    """)
                    .params(Params.of("visit", due.visit())
                            .and("window", due.window())
                            .and("now", now)
                            .map())
                    .update();
        }
        return decided == 1;
    }

    void sent(DueReminder due, UUID message) {
        jdbc.sql("update reminder set message_id = :message where appointment_id = :visit and window_id = :window")
                .params(Params.of("visit", due.visit())
                        .and("window", due.window())
                        .and("message", message)
                        .map())
                .update();
    }

    Optional<ToldVisit> find(AppointmentId visit) {
        return jdbc.sql("""
                with recursive chain as (
                    select id, replaces, 0 as step from appointment_view where id = :visit
                    union all
                    select v.id, v.replaces, c.step + 1 from appointment_view v join chain c on v.id = c.replaces)
                select v.id, v.patient_id, v.site_id, v.visit_type_id, t.modality, v.status, v.starts_at, v.ends_at,
                       v.confirmed_at is not null as confirmed, t.patients_book, v.version,
                       (select c.id from chain c order by c.step desc limit 1) as root,
                       (select max(c.step) from chain c) as moves
                  from appointment_view v
                  join visit_type_view t on t.id = v.visit_type_id
                 where v.id = :visit
                """)
                .param("visit", visit.value())
                .query((row, number) -> new ToldVisit(
                        visit,
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        new SiteId(row.getObject("site_id", UUID.class)),
                        new VisitTypeId(row.getObject("visit_type_id", UUID.class)),
                        Params.constant(Modality.class, row.getString("modality")),
                        Params.constant(AppointmentStatus.class, row.getString("status")),
                        new Interval(instant(row, "starts_at"), instant(row, "ends_at")),
                        row.getBoolean("confirmed"),
                        row.getBoolean("patients_book"),
                        row.getInt("version"),
                        row.getObject("root", UUID.class),
                        row.getInt("moves")))
                .optional();
    }

    void askToMove(ToldVisit visit, Instant now) {
        jdbc.sql("""
                insert into move_request (id, patient_id, site_id, asked_at) values (:id, :patient, :site, :now)
                on conflict do nothing
                """)
                .params(Params.of("id", visit.id())
                        .and("patient", visit.patient())
                        .and("site", visit.site())
                        .and("now", now)
                        .map())
                .update();
    }

    long countMoveRequests(PatientId patient) {
        return jdbc.sql("select count(*) from move_request where patient_id = :patient")
                .param("patient", patient.value())
                .query(Long.class)
                .single();
    }

    List<UUID> movePatient(PatientId from, PatientId into) {
        return jdbc.sql("update move_request set patient_id = :into where patient_id = :from returning id")
                .params(Params.of("from", from).and("into", into).map())
                .query(UUID.class)
                .list();
    }

    int restorePatient(Collection<UUID> visits, PatientId from, PatientId into) {
        return jdbc.sql("""
                update move_request set patient_id = :from where patient_id = :into and id = any(:visits)
                """)
                .params(Params.of("from", from)
                        .and("into", into)
                        .and("visits", visits.toArray(UUID[]::new))
                        .map())
                .update();
    }

    List<ReminderWindow> windows() {
        return jdbc.sql("""
                select id, kind, hours, active, version from reminder_window
                 order by kind = 'booked' desc, kind = 'before' desc, hours desc
                """)
                .query((row, number) -> new ReminderWindow(
                        row.getString("id"),
                        Params.constant(ReminderWindow.Kind.class, row.getString("kind")),
                        row.getObject("hours", Integer.class),
                        row.getBoolean("active"),
                        row.getInt("version")))
                .list();
    }

    /** @return false if another window has these hours, or it was changed since */
    boolean save(ReminderWindow window) {
        return jdbc.sql("""
                update reminder_window w set hours = :hours, active = :active, version = version + 1
                 where id = :id and version = :version
                   and not exists (select from reminder_window o where o.hours = :hours and o.id <> :id)
                """)
                        .params(Params.of("id", window.id())
                                .and("hours", window.hours())
                                .and("active", window.active())
                                .and("version", window.version())
                                .map())
                        .update()
                == 1;
    }

    List<ToCall> toCall(SiteId site, Instant from, Instant until) {
        return jdbc.sql("""
                select v.id, v.version, v.patient_id, p.family, p.given, p.birth_date, p.mrn, p.phone, p.language,
                       t.name as visit_type, v.starts_at,
                       (select count(*)::int from reminder r
                         where r.appointment_id = v.id and r.message_id is not null) as reminders
                  from appointment_view v
                  join patient_view p on p.id = v.patient_id
                  join visit_type_view t on t.id = v.visit_type_id
                 where v.site_id = :site and v.status = 'booked' and v.confirmed_at is null
                   and v.starts_at >= :from and v.starts_at < :until
                 order by v.starts_at, v.id
                """)
                .params(Params.of("site", site)
                        .and("from", from)
                        .and("until", until)
                        .map())
                .query((row, number) -> new ToCall(
                        new AppointmentId(row.getObject("id", UUID.class)),
                        row.getInt("version"),
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getString("family"),
                        row.getString("given"),
                        row.getObject("birth_date", LocalDate.class),
                        row.getString("mrn"),
                        row.getString("phone"),
                        row.getString("language"),
                        row.getString("visit_type"),
                        instant(row, "starts_at"),
                        row.getInt("reminders")))
                .list();
    }

    List<Recent> recent(SiteId site, int limit) {
        return jdbc.sql("""
                select v.patient_id, p.family || ', ' || p.given as name, r.appointment_id, r.window_id, o.channel,
                       r.decided_at, o.sent_at, coalesce(o.failing, false) as failing, o.answer
                  from reminder r
                  join appointment_view v on v.id = r.appointment_id
                  join patient_view p on p.id = v.patient_id
                  left join outreach_view o on o.id = r.message_id
                 where v.site_id = :site and (r.message_id is not null
                       or not exists (select from reminder n where n.appointment_id = r.appointment_id
                                       and n.message_id is not null))
                 order by r.decided_at desc, r.appointment_id, r.window_id
                 limit :limit
                """)
                .params(Params.of("site", site).and("limit", limit).map())
                .query((row, number) -> new Recent(
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        row.getString("name"),
                        new AppointmentId(row.getObject("appointment_id", UUID.class)),
                        row.getString("window_id"),
                        row.getString("channel"),
                        instant(row, "decided_at"),
                        instantOrNull(row, "sent_at"),
                        row.getBoolean("failing"),
                        row.getString("answer")))
                .list();
    }

    /** A new secret address; the one before ends. */
    void keepFeed(PractitionerId practitioner, byte[] hash, Instant now, UserId by) {
        jdbc.sql("""
                insert into calendar_feed (practitioner_id, token_hash, made_at, made_by)
                values (:practitioner, :hash, :now, :by)
                on conflict (practitioner_id) do update
                    set token_hash = excluded.token_hash, made_at = excluded.made_at, made_by = excluded.made_by,
                        read_at = null
                """)
                .params(Params.of("practitioner", practitioner)
                        .and("hash", hash)
                        .and("now", now)
                        .and("by", by)
                        .map())
                .update();
    }

    void endFeed(PractitionerId practitioner) {
        jdbc.sql("delete from calendar_feed where practitioner_id = :practitioner")
                .param("practitioner", practitioner.value())
                .update();
    }

    /** When a practitioner's feed was made and last read. */
    record Feed(Instant madeAt, @Nullable Instant readAt) {}

    Optional<Feed> findFeed(PractitionerId practitioner) {
        return jdbc.sql("select made_at, read_at from calendar_feed where practitioner_id = :practitioner")
                .param("practitioner", practitioner.value())
                .query((row, number) -> new Feed(instant(row, "made_at"), instantOrNull(row, "read_at")))
                .optional();
    }

    Optional<PractitionerId> readFeed(byte[] hash, Instant now) {
        return jdbc.sql("update calendar_feed set read_at = :now where token_hash = :hash returning practitioner_id")
                .params(Params.of("hash", hash).and("now", now).map())
                .query(UUID.class)
                .optional()
                .map(PractitionerId::new);
    }

    List<FeedVisit> feed(PractitionerId practitioner, Instant from, Instant until) {
        return jdbc.sql("""
                with recursive chain as (
                    select id as visit, id, replaces, 0 as step
                      from appointment_view
                     where practitioner_id = :practitioner and starts_at >= :from and starts_at < :until
                       and status in ('booked', 'arrived', 'checked-in', 'fulfilled')
                    union all
                    select c.visit, v.id, v.replaces, c.step + 1
                      from appointment_view v join chain c on v.id = c.replaces)
                select distinct on (c.visit) c.id as root, c.step as moves, v.starts_at, v.ends_at, t.name as visit_type,
                       r.name as room, s.name as site
                  from chain c
                  join appointment_view v on v.id = c.visit
                  join visit_type_view t on t.id = v.visit_type_id
                  join site_view s on s.id = v.site_id
                  left join room_view r on r.id = v.room_id
                 order by c.visit, c.step desc
                """)
                .params(Params.of("practitioner", practitioner)
                        .and("from", from)
                        .and("until", until)
                        .map())
                .query((row, number) -> new FeedVisit(
                        row.getObject("root", UUID.class),
                        row.getInt("moves"),
                        new Interval(instant(row, "starts_at"), instant(row, "ends_at")),
                        row.getString("visit_type"),
                        row.getString("room"),
                        row.getString("site")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
