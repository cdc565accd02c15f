package org.carewright.care.itineraries;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.care.itineraries.Wanted.Bounds;
import org.carewright.care.itineraries.Wanted.Leg;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentStatus;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ItineraryStore {

    private final JdbcClient jdbc;

    ItineraryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A visit of an itinerary as it is now, wherever it was moved to. */
    record Member(
            int number,
            Leg leg,
            String visitType,
            AppointmentId visit,
            PatientId patient,
            SiteId site,
            AppointmentStatus status,
            Instant start,
            int version,
            @Nullable String practitionerName,
            @Nullable String roomName) {

        boolean isToCome(Instant now) {
            return status == AppointmentStatus.BOOKED && start.isAfter(now);
        }
    }

    /** Which visit of which itinerary something is. */
    record Place(UUID itinerary, int number, int of) {}

    void insert(UUID id, Bounds bounds, Instant now, UserId by) {
        jdbc.sql("""
                insert into itinerary (id, ordered, same_day, same_site, least_minutes, most_minutes, most_travel, made_at,
                                       made_by)
                values (:id, :ordered, :sameDay, :sameSite, :least, :most, :travel, :now, :by)
                """)
                .params(Params.of("id", id)
                        .and("ordered", bounds.ordered())
                        .and("sameDay", bounds.sameDay())
                        .and("sameSite", bounds.sameSite())
                        .and("least", bounds.leastMinutes())
                        .and("most", bounds.mostMinutes())
                        .and("travel", bounds.mostTravel())
                        .and("now", now)
                        .and("by", by)
                        .map())
                .update();
    }

    void insert(UUID itinerary, int number, Leg leg, AppointmentId visit) {
        jdbc.sql("""
                insert into itinerary_visit (itinerary_id, number, visit_type_id, practitioner_id, appointment_id)
                values (:itinerary, :number, :visitType, :practitioner, :visit)
                """)
                .params(Params.of("itinerary", itinerary)
                        .and("number", number)
                        .and("visitType", leg.visitType())
                        .and("practitioner", leg.practitioner())
                        .and("visit", visit)
                        .map())
                .update();
    }

    Optional<Bounds> find(UUID id) {
        return jdbc.sql("""
                select ordered, same_day, same_site, least_minutes, most_minutes, most_travel from itinerary where id = :id
                """)
                .param("id", id)
                .query((row, number) -> new Bounds(
                        row.getBoolean("ordered"),
                        row.getBoolean("same_day"),
                        row.getBoolean("same_site"),
                        row.getInt("least_minutes"),
                        row.getObject("most_minutes", Integer.class),
                        row.getObject("most_travel", Integer.class)))
                .optional();
    }

    /** Keeps the itinerary to this transaction. */
    void lock(UUID id) {
        jdbc.sql("select id from itinerary where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    List<Member> members(UUID itinerary) {
        return jdbc.sql("""
                with recursive chain as (
                    select i.number, i.visit_type_id as wanted_type, i.practitioner_id as wished, v.id, v.patient_id,
                           v.site_id, v.status, v.starts_at, v.version, v.practitioner_id, v.room_id, 0 as step
                      from itinerary_visit i
                      join appointment_view v on v.id = i.appointment_id
                     where i.itinerary_id = :itinerary
                    union all
                    select c.number, c.wanted_type, c.wished, v.id, v.patient_id, v.site_id, v.status, v.starts_at,
                           v.version, v.practitioner_id, v.room_id, c.step + 1
                      from chain c
                      join appointment_view v on v.replaces = c.id)
                select distinct on (c.number) c.*, p.display, r.name as room, t.name as visit_type
                  from chain c
                  join visit_type_view t on t.id = c.wanted_type
                  left join practitioner_view p on p.id = c.practitioner_id
                  left join room_view r on r.id = c.room_id
                 order by c.number, c.step desc
                """)
                .param("itinerary", itinerary)
                .query((row, number) -> {
                    var wished = row.getObject("wished", UUID.class);
                    return new Member(
                            row.getInt("number"),
                            new Leg(
                                    new VisitTypeId(row.getObject("wanted_type", UUID.class)),
                                    wished == null ? null : new PractitionerId(wished)),
                            row.getString("visit_type"),
                            new AppointmentId(row.getObject("id", UUID.class)),
                            new PatientId(row.getObject("patient_id", UUID.class)),
                            new SiteId(row.getObject("site_id", UUID.class)),
                            Params.constant(AppointmentStatus.class, row.getString("status")),
                            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            row.getInt("version"),
                            row.getString("display"),
                            row.getString("room"));
                })
                .list();
    }

    Optional<Place> findPlace(AppointmentId visit) {
        return jdbc.sql("""
                with recursive chain as (
                    select id, replaces from appointment_view where id = :visit
                    union all
                    select v.id, v.replaces from appointment_view v join chain c on v.id = c.replaces)
                select i.itinerary_id as itinerary, i.number,
                       (select count(*)::int from itinerary_visit o where o.itinerary_id = i.itinerary_id) as of
                  from itinerary_visit i
                  join chain c on c.id = i.appointment_id
                """)
                .params(Params.of("visit", visit).map())
                .query(Place.class)
                .optional();
    }
}
