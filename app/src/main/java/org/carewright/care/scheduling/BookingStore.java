package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.carewright.care.scheduling.BookingOutcome.Obstacle;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What visits take. The constraint {@code booking_free} decides who was first. */
@Repository
class BookingStore {

    private final JdbcClient jdbc;

    BookingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes what is free, in the order of the resources' ids so that two bookings never wait for each other.
     *
     * @param wanted nothing is in the way of those with an override reason
     * @return those that could be taken
     */
    List<Booking> take(AppointmentId visit, UUID party, List<Booking> wanted) {
        return jdbc
                .sql("""
                insert into booking (appointment_id, kind, position, resource_id, party, during, override_reason)
                select :visit, w.kind, w.position, w.resource_id, :party, w.during, w.override_reason
                  from (%s) w
                 where w.override_reason is not null or not exists (
                       select from booking b
                        where b.resource_id = w.resource_id and b.during && w.during and b.party <> :party
                          and b.state <> 'released' and b.override_reason is not null)
                 order by w.resource_id
                    on conflict do nothing
                returning kind, position, resource_id, lower(during) as starts, upper(during) as ends,
                          override_reason
                """.formatted(WANTED))
                .params(wanted(wanted).and("visit", visit).and("party", party).map())
                .query(BookingRow.class)
                .list()
                .stream()
                .map(BookingRow::booking)
                .toList();
    }

    /** Everything in the way of the wanted bookings, told without a word about other patients. */
    List<Obstacle> obstacles(UUID party, List<Booking> wanted) {
        return jdbc
                .sql("""
                with w as (%s), taken as (
                    select b.* from w join booking b on b.resource_id = w.resource_id and b.during && w.during
                     where b.state <> 'released' and b.override_reason is null and b.party <> :party
                    union all
                    select b.* from w join booking b on b.resource_id = w.resource_id and b.during && w.during
                     where b.state <> 'released' and b.override_reason is not null and b.party <> :party)
                select b.kind,
                       coalesce(p.display, r.name, d.name, t.name) as name,
                       a.starts_at, a.ends_at, lower(b.during) as blocked_from, upper(b.during) as blocked_until
                  from taken b
                  join appointment a on a.id = b.appointment_id
                  left join practitioner_view p on b.kind = 'practitioner' and p.id = b.resource_id
                  left join room_view r on b.kind = 'room' and r.id = b.resource_id
                  left join device_view d on b.kind = 'device' and d.id = b.resource_id
                  left join visit_type_view t on b.kind = 'patient' and t.id = a.visit_type_id
                 order by a.starts_at, b.kind, name
                """.formatted(WANTED))
                .params(wanted(wanted).and("party", party).map())
                .query(ObstacleRow.class)
                .list()
                .stream()
                .map(ObstacleRow::obstacle)
                .toList();
    }

    /** How many live visits of a day this practitioner has against the rules. Whoever asks has the answer to himself. */
    long countOverbooked(UUID practitioner, Interval day) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('overbooking of ' || :practitioner, 0))")
                .param("practitioner", practitioner.toString())
                .query((row, number) -> number)
                .list();
        return jdbc.sql("""
                select count(*) from booking
                 where resource_id = :practitioner and during && tstzrange(:from, :to) and state <> 'released'
                   and override_reason is not null
                """)
                .params(Params.of("practitioner", practitioner)
                        .and("from", day.start())
                        .and("to", day.end())
                        .map())
                .query(Long.class)
                .single();
    }

    List<Booking> list(AppointmentId visit) {
        return jdbc.sql("""
                select kind, position, resource_id, lower(during) as starts, upper(during) as ends, override_reason
                  from booking where appointment_id = :visit
                """).params(Params.of("visit", visit).map()).query(BookingRow.class).list().stream()
                .map(BookingRow::booking)
                .toList();
    }

    /** Frees everything the visit took and keeps what it was. */
    void release(AppointmentId visit) {
        jdbc.sql("update booking set state = 'released' where appointment_id = :visit")
                .params(Params.of("visit", visit).map())
                .update();
    }

    /** How many visits that are not over yet take this practitioner, room or device. */
    long countAhead(Id resource, Instant now) {
        return jdbc.sql("""
                select count(*) from booking
                 where resource_id = :resource and during && tstzrange(:now, null) and state <> 'released'
                """)
                .params(Params.of("resource", resource).and("now", now).map())
                .query(Long.class)
                .single();
    }

    /** When two patients both have a visit, which one patient could not. */
    List<Instant> clashes(PatientId one, PatientId other) {
        return jdbc
                .sql("""
                select greatest(lower(a.during), lower(b.during)) as start
                  from booking a
                  join booking b on b.resource_id = :other and b.kind = 'patient' and b.during && a.during
                   and b.state <> 'released' and b.override_reason is null
                 where a.resource_id = :one and a.kind = 'patient' and a.state <> 'released' and a.override_reason is null
                 order by start
                """)
                .params(Params.of("one", one).and("other", other).map())
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    /** The patient's own time in these visits is another record's from now on. */
    void movePatient(List<AppointmentId> visits, PatientId into) {
        jdbc.sql("update booking set resource_id = :into where kind = 'patient' and appointment_id = any(:visits)")
                .params(Params.of("into", into).ids("visits", visits).map())
                .update();
    }

    /** Forgets the visit's bookings. */
    void delete(AppointmentId visit) {
        jdbc.sql("delete from booking where appointment_id = :visit")
                .params(Params.of("visit", visit).map())
                .update();
    }

    private static final String WANTED = """
            select kind, position, resource_id, tstzrange(starts, ends) as during,
                   nullif(override_reason, '') as override_reason
              from unnest(cast(:kinds as text[]), cast(:positions as smallint[]), cast(:resources as uuid[]),
                          cast(:starts as timestamptz[]), cast(:ends as timestamptz[]), cast(:overrides as text[]))
                   as wanted (kind, position, resource_id, starts, ends, override_reason)
            """;

    private static Params wanted(List<Booking> bookings) {
        return Params.none()
                .texts(
                        "kinds",
                        bookings.stream().map(b -> Params.code(b.kind())).toList())
                .texts(
                        "positions",
                        bookings.stream().map(b -> String.valueOf(b.position())).toList())
                .texts(
                        "resources",
                        bookings.stream().map(b -> b.resource().toString()).toList())
                .texts(
                        "starts",
                        bookings.stream()
                                .map(b -> b.during().start().toString())
                                .toList())
                .texts(
                        "ends",
                        bookings.stream().map(b -> b.during().end().toString()).toList())
                .texts(
                        "overrides",
                        bookings.stream()
                                .map(b -> Objects.requireNonNullElse(b.overrideReason(), ""))
                                .toList());
    }

    private record BookingRow(
            String kind,
            int position,
            UUID resourceId,
            OffsetDateTime starts,
            OffsetDateTime ends,
            @Nullable String overrideReason) {

        Booking booking() {
            return new Booking(
                    Params.constant(ResourceKind.class, kind),
                    position,
                    resourceId,
                    new Interval(starts.toInstant(), ends.toInstant()),
                    overrideReason);
        }
    }

    private record ObstacleRow(
            String kind,
            String name,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            OffsetDateTime blockedFrom,
            OffsetDateTime blockedUntil) {

        Obstacle obstacle() {
            return new Obstacle(
                    Params.constant(ResourceKind.class, kind),
                    name,
                    new Interval(startsAt.toInstant(), endsAt.toInstant()),
                    new Interval(blockedFrom.toInstant(), blockedUntil.toInstant()));
        }
    }
}
