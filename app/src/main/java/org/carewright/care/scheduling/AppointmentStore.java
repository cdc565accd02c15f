package org.carewright.care.scheduling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.care.scheduling.AppointmentStatus.Act;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Visits and their history; what they take is in {@link BookingStore}. */
@Repository
class AppointmentStore {

    private static final String COLUMNS = """
            id, patient_id, site_id, visit_type_id, status, starts_at, ends_at, reason, party, seat, seats, replaces, loop_rule,
            loop_subject, override_reason, made_at, made_by, held_until, unconfirmed_from, confirmed_at,
            confirmed_by, confirmed_channel, arrived_at, started_at, completed_at, missed_at, cancel_reason, cancelled_by, cancel_note,
            rebook_declined, version
            """;

    private final JdbcClient jdbc;

    AppointmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for whoever is changing the visit and keeps it to this transaction. */
    Optional<Appointment> findLocked(AppointmentId id) {
        return jdbc.sql("select " + COLUMNS + " from appointment where id = :id for update")
                .params(Params.of("id", id).map())
                .query(AppointmentStore::appointment)
                .optional();
    }

    Optional<Appointment> find(AppointmentId id) {
        return jdbc.sql("select " + COLUMNS + " from appointment where id = :id")
                .params(Params.of("id", id).map())
                .query(AppointmentStore::appointment)
                .optional();
    }

    /** Held visits whose time ran out; those that somebody is changing at this moment are left to him. */
    List<Appointment> lockRunOut(Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                  from appointment where status = 'pending' and held_until <= :now
                 order by held_until limit :limit for update skip locked
                """)
                .params(Params.of("now", now).and("limit", limit).map())
                .query(AppointmentStore::appointment)
                .list();
    }

    void insert(Appointment visit) {
        var loop = visit.loop();
        var seat = visit.seat();
        jdbc.sql("""
                insert into appointment (id, patient_id, site_id, visit_type_id, status, starts_at, ends_at, reason, party,
                                         seat, seats, replaces, loop_rule, loop_subject, override_reason, made_at, made_by,
                                         held_until, unconfirmed_from, version)
                values (:id, :patient, :site, :visitType, :status, :starts, :ends, :reason, :party,
                        :seat, :seats, :replaces, :loopRule, :loopSubject, :override, :madeAt, :madeBy,
                        :heldUntil, :unconfirmedFrom, :version)
                """)
                .params(Params.of("id", visit.id())
                        .and("patient", visit.patient())
                        .and("site", visit.site())
                        .and("visitType", visit.visitType())
                        .and("status", visit.status())
                        .and("starts", visit.time().start())
                        .and("ends", visit.time().end())
                        .and("reason", visit.reason())
                        .and("party", visit.party())
                        .and("seat", seat == null ? null : seat.number())
                        .and("seats", seat == null ? null : seat.of())
                        .and("replaces", visit.replaces())
                        .and("loopRule", loop == null ? null : loop.rule())
                        .and("loopSubject", loop == null ? null : loop.subject())
                        .and("override", visit.overrideReason())
                        .and("madeAt", visit.madeAt())
                        .and("madeBy", visit.madeBy())
                        .and("heldUntil", visit.progress().heldUntil())
                        .and("unconfirmedFrom", visit.unconfirmedFrom())
                        .and("version", visit.version())
                        .map())
                .update();
    }

    /** Says which visit another one replaces. */
    void replace(AppointmentId visit, AppointmentId old) {
        jdbc.sql("update appointment set replaces = :old where id = :visit")
                .params(Params.of("visit", visit).and("old", old).map())
                .update();
    }

    /** Writes the visit's next state and keeps the one it leaves. The caller holds the lock. */
    void save(Appointment next, Act act, Instant at, UserId by) {
        jdbc.sql("""
                insert into appointment_history (appointment_id, version, act, changed_at, changed_by, before)
                select id, version, :act, :at, :by, to_jsonb(a) from appointment a where id = :id
                """)
                .params(Params.of("id", next.id())
                        .and("act", act)
                        .and("at", at)
                        .and("by", by)
                        .map())
                .update();
        var progress = next.progress();
        var confirmation = progress.confirmation();
        var cancelReason = progress.cancelReason();
        jdbc.sql("""
                update appointment
                   set status = :status, held_until = :heldUntil, confirmed_at = :confirmedAt, confirmed_by = :confirmedBy,
                       confirmed_channel = :channel, arrived_at = :arrivedAt, started_at = :startedAt,
                       completed_at = :completedAt, missed_at = :missedAt, cancel_reason = :cancelReason,
                       cancelled_by = :cancelledBy, cancel_note = :cancelNote, rebook_declined = :rebookDeclined,
                       version = :version
                 where id = :id
                """)
                .params(Params.of("id", next.id())
                        .and("status", progress.status())
                        .and("heldUntil", progress.heldUntil())
                        .and("confirmedAt", confirmation == null ? null : confirmation.at())
                        .and("confirmedBy", confirmation == null ? null : confirmation.by())
                        .and("channel", confirmation == null ? null : confirmation.channel())
                        .and("arrivedAt", progress.arrivedAt())
                        .and("startedAt", progress.startedAt())
                        .and("completedAt", progress.completedAt())
                        .and("missedAt", progress.missedAt())
                        .and("cancelReason", cancelReason == null ? null : cancelReason.code())
                        .and("cancelledBy", progress.cancelledBy())
                        .and("cancelNote", progress.cancelNote())
                        .and("rebookDeclined", progress.rebookDeclined())
                        .and("version", next.version())
                        .map())
                .update();
    }

    /** The act that ended a version of a visit, who did it, and the visit as it was before. */
    Optional<Change> findChange(AppointmentId id, int version) {
        return jdbc.sql("""
                select act, changed_by, before.*
                  from appointment_history h, jsonb_populate_record(null::appointment, h.before) before
                 where h.appointment_id = :id and h.version = :version
                """)
                .params(Params.of("id", id).and("version", version).map())
                .query((row, number) -> new Change(
                        Params.constant(Act.class, row.getString("act")),
                        new UserId(row.getObject("changed_by", UUID.class)),
                        appointment(row, number)))
                .optional();
    }

    record Change(Act act, UserId by, Appointment before) {}

    /**
     * Keeps with each missed visit of a patient the visit that was made instead of it. Takes turns per patient, so that a
     * booking and a no-show recorded at once see each other.
     */
    void relink(PatientId patient) {
        jdbc.sql("select appointment_relink(:patient)")
                .params(Params.of("patient", patient).map())
                .query((row, number) -> number)
                .list();
    }

    /** How many visits of a site or of a type are not over yet. */
    long countAhead(Id siteOrVisitType, Instant now) {
        return jdbc.sql("""
                select count(*) from appointment
                 where status in ('pending', 'booked', 'arrived', 'checked-in') and ends_at > :now
                   and :id in (site_id, visit_type_id)
                """)
                .params(Params.of("id", siteOrVisitType).and("now", now).map())
                .query(Long.class)
                .single();
    }

    long count(PatientId patient) {
        return jdbc.sql("select count(*) from appointment where patient_id = :patient")
                .params(Params.of("patient", patient).map())
                .query(Long.class)
                .single();
    }

    /** Gives all visits of one record to another. */
    List<AppointmentId> movePatient(PatientId from, PatientId into) {
        return jdbc.sql("update appointment set patient_id = :into where patient_id = :from returning id")
                .params(Params.of("from", from).and("into", into).map())
                .query((row, number) -> new AppointmentId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Gives these visits back, and those that took their place, as far as they still belong to {@code into}. */
    List<AppointmentId> restorePatient(List<AppointmentId> visits, PatientId from, PatientId into) {
        return jdbc.sql("""
                with recursive given as (
                    select id from appointment where id = any(:visits)
                     union
                    select a.id from appointment a join given on a.replaces = given.id)
                update appointment set patient_id = :from
                 where patient_id = :into and id in (select id from given)
                returning id
                """)
                .params(Params.of("from", from)
                        .and("into", into)
                        .ids("visits", visits)
                        .map())
                .query((row, number) -> new AppointmentId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Who has seen the patient, the most recent first. */
    List<UUID> practitionersSeen(PatientId patient) {
        return jdbc.sql("""
                select b.resource_id
                  from appointment a
                  join booking b on b.appointment_id = a.id and b.kind = 'practitioner'
                 where a.patient_id = :patient and a.status = 'fulfilled'
                 group by b.resource_id
                 order by max(a.starts_at) desc
                """)
                .params(Params.of("patient", patient).map())
                .query(UUID.class)
                .list();
    }

    private static Appointment appointment(ResultSet row, int number) throws SQLException {
        var replaces = row.getObject("replaces", UUID.class);
        var rule = row.getString("loop_rule");
        return new Appointment(
                new AppointmentId(row.getObject("id", UUID.class)),
                new PatientId(row.getObject("patient_id", UUID.class)),
                new SiteId(row.getObject("site_id", UUID.class)),
                new VisitTypeId(row.getObject("visit_type_id", UUID.class)),
                new Interval(instant(row, "starts_at"), instant(row, "ends_at")),
                row.getString("reason"),
                row.getObject("party", UUID.class),
                seat(row),
                replaces == null ? null : new AppointmentId(replaces),
                rule == null ? null : new BookingRequest.LoopOrigin(rule, row.getObject("loop_subject", UUID.class)),
                row.getString("override_reason"),
                instant(row, "made_at"),
                new UserId(row.getObject("made_by", UUID.class)),
                instantOrNull(row, "unconfirmed_from"),
                progress(row),
                row.getInt("version"));
    }

    static @Nullable Seat seat(ResultSet row) throws SQLException {
        var number = row.getObject("seat", Integer.class);
        return number == null ? null : new Seat(number, row.getInt("seats"));
    }

    static Progress progress(ResultSet row) throws SQLException {
        var confirmedAt = instantOrNull(row, "confirmed_at");
        var cancelReason = row.getString("cancel_reason");
        var cancelledBy = row.getString("cancelled_by");
        return new Progress(
                Params.constant(AppointmentStatus.class, row.getString("status")),
                instantOrNull(row, "held_until"),
                confirmedAt == null
                        ? null
                        : new Progress.Confirmation(
                                confirmedAt,
                                new UserId(row.getObject("confirmed_by", UUID.class)),
                                Params.constant(Channel.class, row.getString("confirmed_channel"))),
                instantOrNull(row, "arrived_at"),
                instantOrNull(row, "started_at"),
                instantOrNull(row, "completed_at"),
                instantOrNull(row, "missed_at"),
                cancelReason == null ? null : CancellationReason.of(cancelReason),
                cancelledBy == null ? null : Params.constant(CancellationReason.By.class, cancelledBy),
                row.getString("cancel_note"),
                row.getString("rebook_declined"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
