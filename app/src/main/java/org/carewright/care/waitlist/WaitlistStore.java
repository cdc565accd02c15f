package org.carewright.care.waitlist;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.AppointmentStatus;
import org.carewright.care.scheduling.Opening;
import org.carewright.care.scheduling.Wishes;
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
class WaitlistStore {

    private static final String REQUESTS = """
            select r.*, v.starts_at as current_start,
                   (select o.expires_at from waitlist_offer o where o.request_id = r.id and o.outcome is null) as live_offer,
                   (select count(*)::int from waitlist_offer o
                     where o.request_id = r.id and o.outcome = 'expired' and o.offered_at >= r.changed_at) as unanswered
              from waitlist_request r
              left join appointment_view v on v.id = r.visit_id and v.status = 'booked'
            """;

    private static final String OFFERS = "select o.* from waitlist_offer o";

    private final JdbcClient jdbc;

    WaitlistStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A day of a site on which something became free. */
    record Freed(SiteId site, LocalDate day) {}

    /** How a site's requests are listed: the person's name beside each. */
    record Row(Waiting waiting, String family, String given, String mrn, LocalDate birthDate, String visitType) {

        String name() {
            return family + ", " + given;
        }
    }

    /** A visit that may be given up for an earlier one. */
    record Booked(PatientId patient, SiteId site, VisitTypeId visitType, AppointmentStatus status, Instant start) {}

    Optional<Booked> findVisit(AppointmentId visit) {
        return jdbc.sql(
                        "select patient_id, site_id, visit_type_id, status, starts_at from appointment_view where id = :id")
                .param("id", visit.value())
                .query((row, number) -> new Booked(
                        new PatientId(row.getObject("patient_id", UUID.class)),
                        new SiteId(row.getObject("site_id", UUID.class)),
                        new VisitTypeId(row.getObject("visit_type_id", UUID.class)),
                        Params.constant(AppointmentStatus.class, row.getString("status")),
                        instant(row, "starts_at")))
                .optional();
    }

    /** Only one at a time offers what is free at a site. */
    void takeTurns(SiteId site) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('waitlist'), hashtext(:site))")
                .param("site", site.toString())
                .query((row, number) -> number)
                .list();
    }

    /** @return false if the patient has an open request for such a visit at the site already */
    boolean insert(WaitRequest request, Instant now, UserId by) {
        return jdbc.sql("""
                insert into waitlist_request (id, patient_id, site_id, visit_type_id, priority, visit_id, earliest, latest,
                                              practitioner_id, sex, language, weekdays, not_before, not_after, note,
                                              asked_at, asked_by, status, changed_at)
                values (:id, :patient, :site, :visitType, :priority, :visit, :earliest, :latest,
                        :practitioner, :sex, :language, :weekdays, :notBefore, :notAfter, :note,
                        :now, :by, 'waiting', :now)
                on conflict do nothing
                """)
                        .params(params(request).and("now", now).and("by", by).map())
                        .update()
                == 1;
    }

    /** @return false if it was changed since */
    boolean update(WaitRequest request, int version) {
        return jdbc.sql("""
                update waitlist_request
                   set priority = :priority, earliest = :earliest, latest = :latest, practitioner_id = :practitioner,
                       sex = :sex, language = :language, weekdays = :weekdays, not_before = :notBefore,
                       not_after = :notAfter, note = :note, version = version + 1
                 where id = :id and version = :version and status in ('waiting', 'stalled')
                """)
                        .params(params(request).and("version", version).map())
                        .update()
                == 1;
    }

    private static Params params(WaitRequest request) {
        var wishes = request.wishes();
        return Params.of("id", request.id())
                .and("patient", request.patient())
                .and("site", request.site())
                .and("visitType", request.visitType())
                .and("priority", request.priority())
                .and("visit", request.visit())
                .and("earliest", request.earliest())
                .and("latest", request.latest())
                .and("practitioner", wishes.practitioner())
                .and("sex", wishes.sex())
                .and("language", wishes.language())
                .and(
                        "weekdays",
                        wishes.weekdays().stream()
                                .map(DayOfWeek::getValue)
                                .sorted()
                                .toArray(Integer[]::new))
                .and("notBefore", wishes.notBefore())
                .and("notAfter", wishes.notAfter())
                .and("note", request.note());
    }

    void set(UUID request, Waiting.Status status, String why, Instant now) {
        jdbc.sql("""
                update waitlist_request set status = :status, why = :why, changed_at = :now, version = version + 1
                 where id = :id
                """)
                .params(Params.of("id", request)
                        .and("status", status)
                        .and("why", why)
                        .and("now", now)
                        .map())
                .update();
    }

    Optional<Waiting> find(UUID id) {
        return jdbc.sql(REQUESTS + " where r.id = :id")
                .param("id", id)
                .query(WaitlistStore::waiting)
                .optional();
    }

    void lock(UUID request) {
        jdbc.sql("select id from waitlist_request where id = :id for update")
                .param("id", request)
                .query(UUID.class)
                .optional();
    }

    List<Waiting> open(SiteId site) {
        return jdbc.sql(REQUESTS + " where r.site_id = :site and r.status in ('waiting', 'stalled')")
                .param("site", site.value())
                .query(WaitlistStore::waiting)
                .list();
    }

    Optional<Waiting> findOpen(PatientId patient, VisitTypeId visitType, SiteId site) {
        return jdbc.sql(REQUESTS + """
                 where r.patient_id = :patient and r.visit_type_id = :type and r.site_id = :site
                   and r.status in ('waiting', 'stalled')
                """)
                .params(Params.of("patient", patient)
                        .and("type", visitType)
                        .and("site", site)
                        .map())
                .query(WaitlistStore::waiting)
                .optional();
    }

    Optional<Waiting> findByVisit(AppointmentId visit) {
        return jdbc.sql(REQUESTS + " where r.visit_id = :visit and r.status in ('waiting', 'stalled')")
                .param("visit", visit.value())
                .query(WaitlistStore::waiting)
                .optional();
    }

    /** Sites where somebody waits. */
    List<SiteId> sites() {
        return jdbc
                .sql("select distinct site_id from waitlist_request where status = 'waiting'")
                .query(UUID.class)
                .list()
                .stream()
                .map(SiteId::new)
                .toList();
    }

    List<Row> rows(Collection<SiteId> sites) {
        return jdbc.sql("select x.*, p.family, p.given, p.mrn, p.birth_date, t.name as visit_type from (" + REQUESTS
                        + """
                 where r.site_id = any(:sites) and r.status in ('waiting', 'stalled')) x
                  join patient_view p on p.id = x.patient_id
                  join visit_type_view t on t.id = x.visit_type_id
                """)
                .params(Params.none().ids("sites", sites).map())
                .query((row, number) -> new Row(
                        waiting(row, number),
                        row.getString("family"),
                        row.getString("given"),
                        row.getString("mrn"),
                        row.getObject("birth_date", LocalDate.class),
                        row.getString("visit_type")))
                .list();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        var visit = row.getObject("visit_id", UUID.class);
        var practitioner = row.getObject("practitioner_id", UUID.class);
        var request = new WaitRequest(
                row.getObject("id", UUID.class),
                new PatientId(row.getObject("patient_id", UUID.class)),
                new SiteId(row.getObject("site_id", UUID.class)),
                new VisitTypeId(row.getObject("visit_type_id", UUID.class)),
                Params.constant(Priority.class, row.getString("priority")),
                visit == null ? null : new AppointmentId(visit),
                row.getObject("earliest", LocalDate.class),
                row.getObject("latest", LocalDate.class),
                new Wishes(
                        practitioner == null ? null : new PractitionerId(practitioner),
                        row.getString("sex"),
                        row.getString("language"),
                        weekdays(row.getArray("weekdays")),
                        row.getObject("not_before", LocalTime.class),
                        row.getObject("not_after", LocalTime.class)),
                row.getString("note"));
        return new Waiting(
                request,
                Params.constant(Waiting.Status.class, row.getString("status")),
                row.getString("why"),
                instant(row, "asked_at"),
                instant(row, "changed_at"),
                row.getInt("version"),
                instantOrNull(row, "current_start"),
                instantOrNull(row, "live_offer"),
                row.getInt("unanswered"));
    }

    private static Set<DayOfWeek> weekdays(Array days) throws SQLException {
        return Arrays.stream((Integer[]) days.getArray()).map(DayOfWeek::of).collect(Collectors.toSet());
    }

    /** A visit of a request was moved: what she gives up for an earlier one is the new one. */
    void follow(AppointmentId old, AppointmentId moved) {
        jdbc.sql("update waitlist_request set visit_id = :moved where visit_id = :old")
                .params(Params.of("moved", moved).and("old", old).map())
                .update();
    }

    /** A visit was booked for who waits: on a day that suits, and the request is done; later, and she waits to come earlier. */
    void attach(Waiting waiting, AppointmentId visit, Instant now) {
        jdbc.sql("""
                update waitlist_request r
                   set visit_id = t.id, version = r.version + 1,
                       status = case when cast(t.starts_at at time zone s.time_zone as date) between r.earliest and r.latest
                                     then 'booked' else r.status end,
                       changed_at = :now
                  from appointment_time_view t
                  join site_view s on s.id = t.site_id
                 where r.id = :request and t.id = :visit
                """)
                .params(Params.of("request", waiting.id())
                        .and("visit", visit)
                        .and("now", now)
                        .map())
                .update();
    }

    void insert(Offer offer, Opening opening) {
        jdbc.sql("""
                insert into waitlist_offer (id, request_id, patient_id, site_id, channel, starts_at, practitioner_id, words,
                                            offered_at, expires_at)
                values (:id, :request, :patient, :site, :channel, :starts, :practitioner, :words, :now, :expires)
                """)
                .params(Params.of("id", offer.visit())
                        .and("request", offer.request())
                        .and("patient", offer.patient())
                        .and("site", offer.site())
                        .and("channel", offer.channel())
                        .and("starts", offer.start())
                        .and("practitioner", opening.practitioner())
                        .and("words", offer.words())
                        .and("now", offer.offeredAt())
                        .and("expires", offer.expiresAt())
                        .map())
                .update();
    }

    /** Whether this very time was offered on this request before. */
    boolean wasOffered(UUID request, Opening opening) {
        return jdbc.sql("""
                select exists (select from waitlist_offer
                                where request_id = :request and starts_at = :start
                                  and practitioner_id is not distinct from cast(:practitioner as uuid))
                """)
                .params(Params.of("request", request)
                        .and("start", opening.time().start())
                        .and("practitioner", opening.practitioner())
                        .map())
                .query(Boolean.class)
                .single();
    }

    Optional<Offer> findOffer(AppointmentId visit) {
        return jdbc.sql(OFFERS + " where o.id = :id")
                .param("id", visit.value())
                .query(WaitlistStore::offer)
                .optional();
    }

    void lockOffer(AppointmentId visit) {
        jdbc.sql("select id from waitlist_offer where id = :id for update")
                .param("id", visit.value())
                .query(UUID.class)
                .optional();
    }

    List<Offer> offers(UUID request) {
        return jdbc.sql(OFFERS + " where o.request_id = :request order by o.offered_at desc, o.id desc")
                .param("request", request)
                .query(WaitlistStore::offer)
                .list();
    }

    List<Offer> offers(Collection<SiteId> sites, int limit) {
        return jdbc.sql(OFFERS
                        + " where o.site_id = any(:sites) order by o.outcome is null desc, o.offered_at desc, o.id desc"
                        + " limit :limit")
                .params(Params.none().ids("sites", sites).and("limit", limit).map())
                .query(WaitlistStore::offer)
                .list();
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        var outcome = row.getString("outcome");
        return new Offer(
                new AppointmentId(row.getObject("id", UUID.class)),
                row.getObject("request_id", UUID.class),
                new PatientId(row.getObject("patient_id", UUID.class)),
                new SiteId(row.getObject("site_id", UUID.class)),
                Params.constant(Offer.Channel.class, row.getString("channel")),
                instant(row, "starts_at"),
                row.getString("words"),
                instant(row, "offered_at"),
                instant(row, "expires_at"),
                outcome == null ? null : Params.constant(Offer.Outcome.class, outcome),
                instantOrNull(row, "answered_at"),
                row.getObject("gained_days", Integer.class));
    }

    void answer(AppointmentId visit, Offer.Outcome outcome, @Nullable Integer gainedDays, Instant now) {
        jdbc.sql("""
                update waitlist_offer set outcome = :outcome, gained_days = :gained, answered_at = :now where id = :id
                """)
                .params(Params.of("id", visit)
                        .and("outcome", outcome)
                        .and("gained", gainedDays)
                        .and("now", now)
                        .map())
                .update();
    }

    /**
     * Offers whose time is held no longer.
     *
     * @return the requests whose offers ran out
     */
    List<UUID> expire(Instant now) {
        return jdbc.sql("""
                update waitlist_offer o set outcome = case t.status when 'entered-in-error' then 'expired' else 'withdrawn' end,
                                            answered_at = :now
                  from appointment_time_view t
                 where t.id = o.id and o.outcome is null and t.status <> 'pending'
                returning o.request_id
                """)
                .params(Params.of("now", now).map())
                .query(UUID.class)
                .list();
    }

    /** Notes that a visit gave its time back, if anybody waits at its site. */
    void freed(AppointmentId visit, Instant now) {
        jdbc.sql("""
                insert into waitlist_freed (site_id, day)
                select t.site_id, cast(t.starts_at at time zone s.time_zone as date)
                  from appointment_time_view t
                  join site_view s on s.id = t.site_id
                 where t.id = :visit and t.starts_at > :now
                   and exists (select from waitlist_request r where r.site_id = t.site_id and r.status = 'waiting')
                """).params(Params.of("visit", visit).and("now", now).map()).update();
    }

    /** What became free since the last time; it is told once. */
    List<Freed> takeFreed() {
        return jdbc.sql("""
                with taken as (delete from waitlist_freed returning site_id, day)
                select distinct site_id, day from taken order by day, site_id
                """)
                .query((row, number) -> new Freed(
                        new SiteId(row.getObject("site_id", UUID.class)), row.getObject("day", LocalDate.class)))
                .list();
    }

    /** What the waitlist has achieved at some sites since a moment. */
    Figures figures(Collection<SiteId> sites, Instant since) {
        return jdbc.sql("""
                select count(*)::int as offers,
                       count(distinct (starts_at, practitioner_id, site_id))::int as slots,
                       count(*) filter (where outcome = 'accepted')::int as accepted,
                       count(*) filter (where outcome = 'declined')::int as declined,
                       count(*) filter (where outcome = 'expired')::int as expired,
                       count(*) filter (where outcome is null)::int as live,
                       coalesce(sum(gained_days), 0)::int as gained_days,
                       count(gained_days)::int as moved
                  from waitlist_offer
                 where site_id = any(:sites) and offered_at >= :since
                """)
                .params(Params.none().ids("sites", sites).and("since", since).map())
                .query(Figures.class)
                .single();
    }

    long count(PatientId patient) {
        return jdbc.sql("select count(*) from waitlist_request where patient_id = :patient")
                .param("patient", patient.value())
                .query(Long.class)
                .single();
    }

    /** Whether both records wait for the same. */
    boolean clash(PatientId from, PatientId into) {
        return jdbc.sql("""
                select exists (select from waitlist_request a
                                join waitlist_request b using (visit_type_id, site_id)
                               where a.patient_id = :from and b.patient_id = :into
                                 and a.status in ('waiting', 'stalled') and b.status in ('waiting', 'stalled'))
                """)
                .params(Params.of("from", from).and("into", into).map())
                .query(Boolean.class)
                .single();
    }

    List<UUID> movePatient(PatientId from, PatientId into) {
        jdbc.sql("update waitlist_offer set patient_id = :into where patient_id = :from")
                .params(Params.of("from", from).and("into", into).map())
                .update();
        return jdbc.sql("update waitlist_request set patient_id = :into where patient_id = :from returning id")
                .params(Params.of("from", from).and("into", into).map())
                .query(UUID.class)
                .list();
    }

    int restorePatient(Collection<UUID> requests, PatientId from, PatientId into) {
        var params = Params.of("from", from)
                .and("into", into)
                .and("requests", requests.toArray(UUID[]::new))
                .map();
        jdbc.sql("""
                update waitlist_offer set patient_id = :from where patient_id = :into and request_id = any(:requests)
                """).params(params).update();
        return jdbc.sql("""
                update waitlist_request set patient_id = :from where patient_id = :into and id = any(:requests)
                """).params(params).update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
