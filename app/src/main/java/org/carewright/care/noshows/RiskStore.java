package org.carewright.care.noshows;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class RiskStore {

    private static final int FORESTS_KEPT = 5;

    /** The newest are enough, and more would take all night. */
    private static final int MOST_VISITS = 200_000;

    private static final String VISITS = """
            select v.id, v.patient_id, v.site_id, v.made_at at time zone s.time_zone as booked,
                   v.starts_at at time zone s.time_zone as starts,
                   extract(year from age(v.starts_at, p.birth_date::timestamptz))::int as age,
                   p.sex, case v.status when 'noshow' then true when 'fulfilled' then false end as missed
              from appointment_view v
              join patient_view p on p.id = v.patient_id
              join site_view s on s.id = v.site_id
             where v.status in ('booked', 'arrived', 'checked-in', 'fulfilled', 'noshow')
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RiskStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A visit of a patient at a site, with what is known of it. */
    record Row(UUID id, PatientId patient, SiteId site, PastVisit visit) {}

    List<PastVisit> visits() {
        return jdbc
                .sql(VISITS + " order by v.starts_at desc limit " + MOST_VISITS)
                .query(VisitRow.class)
                .list()
                .stream()
                .map(row -> row.row().visit())
                .toList();
    }

    List<Row> visitsOf(Collection<PatientId> patients) {
        return jdbc
                .sql(VISITS + " and v.patient_id = any(:patients)")
                .params(Params.none().ids("patients", patients).map())
                .query(VisitRow.class)
                .list()
                .stream()
                .map(VisitRow::row)
                .toList();
    }

    List<PatientId> patientsOf(Collection<UUID> visits) {
        return jdbc
                .sql("select distinct patient_id from appointment_view where id = any(cast(:visits as uuid[]))")
                .params(Params.none()
                        .texts("visits", visits.stream().map(UUID::toString).toList())
                        .map())
                .query(UUID.class)
                .list()
                .stream()
                .map(PatientId::new)
                .toList();
    }

    void keep(Learned learned, @Nullable Forest booking, @Nullable Forest evening) {
        jdbc.sql("""
                insert into no_show_model (trained_at, trained_by, visits, trials, booking, evening)
                values (:at, :by, :visits, cast(:trials as jsonb), :booking, :evening)
                """)
                .params(Params.of("at", learned.at())
                        .and("by", learned.by())
                        .and("visits", learned.visits())
                        .and("trials", json.writeValueAsString(learned.trials()))
                        .and("booking", booking == null || evening == null ? null : booking.bytes())
                        .and("evening", booking == null || evening == null ? null : evening.bytes())
                        .map())
                .update();
        jdbc.sql("""
                update no_show_model set booking = null, evening = null
                 where booking is not null and id not in (
                       select id from no_show_model where booking is not null order by id desc limit :kept)
                """).param("kept", FORESTS_KEPT).update();
    }

    /** The newest first. */
    List<Learned> history(int limit) {
        return jdbc.sql("select trained_at, trained_by, visits, trials::text from no_show_model"
                        + " order by id desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Learned(
                        row.getObject("trained_at", OffsetDateTime.class).toInstant(),
                        row.getString("trained_by"),
                        row.getInt("visits"),
                        json.readValue(row.getString("trials"), new TypeReference<List<Trial>>() {})))
                .list();
    }

    /** What was learned last that can be used. */
    Optional<UUID> newestForest() {
        return jdbc.sql("select id from no_show_model where booking is not null order by id desc limit 1")
                .query(UUID.class)
                .optional();
    }

    Forest forest(UUID learned, Moment moment) {
        var column = moment == Moment.BOOKING ? "booking" : "evening";
        var bytes = jdbc.sql("select " + column + " from no_show_model where id = :id")
                .param("id", learned)
                .query(byte[].class)
                .single();
        return Forest.of(bytes, moment.features().size());
    }

    private record VisitRow(
            UUID id,
            UUID patientId,
            UUID siteId,
            LocalDateTime booked,
            LocalDateTime starts,
            @Nullable Integer age,
            @Nullable String sex,
            @Nullable Boolean missed) {

        Row row() {
            return new Row(
                    id,
                    new PatientId(patientId),
                    new SiteId(siteId),
                    new PastVisit(patientId.toString(), booked, starts, age, sex == null ? "" : sex, 0, missed));
        }
    }
}
