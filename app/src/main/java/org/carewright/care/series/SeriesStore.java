package org.carewright.care.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
class SeriesStore {

    private final JdbcClient jdbc;

    SeriesStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A series as it was booked. */
    record Series(UUID id, SiteId site, VisitTypeId visitType, Recurrence recurrence) {}

    /**
     * A visit of a series as it is now, wherever it was moved to.
     *
     * @param visit null where it was left out, or its booking was taken back; and all that follows likewise
     */
    record Member(
            int number,
            LocalDate plannedFor,
            @Nullable AppointmentId visit,
            @Nullable PatientId patient,
            @Nullable AppointmentStatus status,
            @Nullable Instant start,
            int version,
            @Nullable PractitionerId practitioner,
            @Nullable String practitionerName) {

        boolean isToCome(Instant now) {
            return status == AppointmentStatus.BOOKED && start != null && start.isAfter(now);
        }
    }

    /** Which visit of which series something is. */
    record Place(UUID series, int number, int of) {}

    void insert(UUID id, SeriesPlan plan, Instant now, UserId by) {
        jdbc.sql("""
                insert into visit_series (id, site_id, visit_type_id, rule, first_day, starts, made_at, made_by)
                values (:id, :site, :visitType, :rule, :first, :starts, :now, :by)
                """)
                .params(Params.of("id", id)
                        .and("site", plan.site())
                        .and("visitType", plan.visitType())
                        .and("rule", plan.recurrence().rule())
                        .and("first", plan.recurrence().first())
                        .and("starts", plan.recurrence().at())
                        .and("now", now)
                        .and("by", by)
                        .map())
                .update();
    }

    void insert(UUID series, int number, LocalDate plannedFor, @Nullable AppointmentId visit) {
        jdbc.sql("""
                insert into series_visit (series_id, number, planned_for, appointment_id)
                values (:series, :number, :day, :visit)
                """)
                .params(Params.of("series", series)
                        .and("number", number)
                        .and("day", plannedFor)
                        .and("visit", visit)
                        .map())
                .update();
    }

    Optional<Series> find(UUID id) {
        return jdbc.sql("select site_id, visit_type_id, rule, first_day, starts from visit_series where id = :id")
                .param("id", id)
                .query((row, number) -> new Series(
                        id,
                        new SiteId(row.getObject("site_id", UUID.class)),
                        new VisitTypeId(row.getObject("visit_type_id", UUID.class)),
                        Recurrence.of(
                                row.getString("rule"),
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("starts", LocalTime.class))))
                .optional();
    }

    /** Keeps the series to this transaction. */
    void lock(UUID id) {
        jdbc.sql("select id from visit_series where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    List<Member> members(UUID series) {
        return jdbc.sql("""
                with recursive chain as (
                    select s.number, s.planned_for, v.id, v.patient_id, v.status, v.starts_at, v.version, v.practitioner_id,
                           0 as step
                      from series_visit s
                      left join appointment_view v on v.id = s.appointment_id
                     where s.series_id = :series
                    union all
                    select c.number, c.planned_for, v.id, v.patient_id, v.status, v.starts_at, v.version, v.practitioner_id,
                           c.step + 1
                      from chain c
                      join appointment_view v on v.replaces = c.id)
                select distinct on (c.number) c.*, p.display
                  from chain c
                  left join practitioner_view p on p.id = c.practitioner_id
                 order by c.number, c.step desc
                """)
                .param("series", series)
                .query((row, number) -> {
                    var visit = row.getObject("id", UUID.class);
                    var practitioner = row.getObject("practitioner_id", UUID.class);
                    return new Member(
                            row.getInt("number"),
                            row.getObject("planned_for", LocalDate.class),
                            visit == null ? null : new AppointmentId(visit),
                            visit == null ? null : new PatientId(row.getObject("patient_id", UUID.class)),
                            visit == null ? null : Params.constant(AppointmentStatus.class, row.getString("status")),
                            visit == null
                                    ? null
                                    : row.getObject("starts_at", OffsetDateTime.class)
                                            .toInstant(),
                            row.getInt("version"),
                            practitioner == null ? null : new PractitionerId(practitioner),
                            row.getString("display"));
                })
                .list();
    }

    Optional<Place> findPlace(AppointmentId visit) {
        return jdbc.sql("""
                with recursive chain as (
                    select id, replaces from appointment_view where id = :visit
                    union all
                    select v.id, v.replaces from appointment_view v join chain c on v.id = c.replaces)
                select s.series_id as series, s.number,
                       (select count(*)::int from series_visit o where o.series_id = s.series_id) as of
                  from series_visit s
                  join chain c on c.id = s.appointment_id
                """)
                .params(Params.of("visit", visit).map())
                .query(Place.class)
                .optional();
    }
}
