package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Groups: the visits of several patients to one practitioner in one room at one time, which are one party. */
@Repository
class GroupStore {

    private final JdbcClient jdbc;

    GroupStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param member one of its visits; all of them take the same, save the patient's own time
     * @param practitioner who leads it, or null; likewise the room
     * @param taken seats
     */
    record Group(
            UUID party,
            AppointmentId member,
            Interval time,
            @Nullable UUID practitioner,
            @Nullable UUID room,
            Set<Integer> taken,
            Set<UUID> patients) {

        /** The first free seat of a group of that size. */
        Optional<Seat> seat(int capacity) {
            return IntStream.rangeClosed(1, capacity)
                    .filter(number -> !taken.contains(number))
                    .mapToObj(number -> new Seat(number, capacity))
                    .findFirst();
        }

        boolean suits(@Nullable UUID wishedPractitioner, @Nullable UUID wishedRoom) {
            return (wishedPractitioner == null || wishedPractitioner.equals(practitioner))
                    && (wishedRoom == null || wishedRoom.equals(room));
        }
    }

    /** Groups of a visit type that begin within a span, in the order of time. */
    List<Group> groups(SiteId site, VisitTypeId visitType, Instant from, Instant until) {
        return jdbc.sql("""
                select a.party, a.starts_at, a.ends_at,
                       (array_agg(a.id order by a.seat))[1] as member,
                       (array_agg(p.resource_id))[1] as practitioner,
                       (array_agg(r.resource_id))[1] as room,
                       array_agg(a.seat::int) as taken,
                       array_agg(a.patient_id::text) as patients
                  from appointment a
                  left join booking p on p.appointment_id = a.id and p.kind = 'practitioner' and p.position = 0
                  left join booking r on r.appointment_id = a.id and r.kind = 'room' and r.position = 0
                 where a.site_id = :site and a.visit_type_id = :visitType and a.seat is not null
                   and a.starts_at >= :from and a.starts_at < :until
                   and a.status in ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
                 group by a.party, a.starts_at, a.ends_at
                 order by a.starts_at, a.party
                """)
                .params(Params.of("site", site)
                        .and("visitType", visitType)
                        .and("from", from)
                        .and("until", until)
                        .map())
                .query((row, number) -> new Group(
                        row.getObject("party", UUID.class),
                        new AppointmentId(row.getObject("member", UUID.class)),
                        new Interval(
                                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                                row.getObject("ends_at", OffsetDateTime.class).toInstant()),
                        row.getObject("practitioner", UUID.class),
                        row.getObject("room", UUID.class),
                        Set.of((Integer[]) row.getArray("taken").getArray()),
                        Arrays.stream((String[]) row.getArray("patients").getArray())
                                .map(UUID::fromString)
                                .collect(Collectors.toSet())))
                .list();
    }

    /** Takes turns with all others who book or move groups of this type at this site. */
    void takeTurns(SiteId site, VisitTypeId visitType) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('groups of ' || :site || ' ' || :visitType, 0))")
                .param("site", site.toString())
                .param("visitType", visitType.toString())
                .query((row, number) -> number)
                .list();
    }

    /** Visits of a party that are still to come or under way, by seat. */
    List<AppointmentId> members(UUID party) {
        return jdbc.sql("""
                select id from appointment
                 where party = :party and seat is not null and status in ('pending', 'booked', 'arrived', 'checked-in')
                 order by seat
                """)
                .param("party", party)
                .query((row, number) -> new AppointmentId(row.getObject("id", UUID.class)))
                .list();
    }

    boolean has(UUID party, PatientId patient) {
        return jdbc.sql("""
                select exists (
                    select from appointment
                     where party = :party and patient_id = :patient and seat is not null
                       and status in ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled'))
                """)
                .params(Params.of("patient", patient).and("party", party).map())
                .query(Boolean.class)
                .single();
    }
}
