package org.carewright.care.scheduling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.carewright.care.scheduling.Availability.Difference;
import org.carewright.care.scheduling.Availability.WeeklyHours;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What can be booked and when, from the directory's published views and our bookings. */
@Repository
class ResourceStore {

    private final JdbcClient jdbc;

    ResourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Site(SiteId id, String name, ZoneId zone) {}

    /**
     * A practitioner, room or device that can be booked.
     *
     * @param rank the place of a practitioner or device among the others; of a room how special it is
     */
    record Named(UUID id, String name, int rank) {}

    /** A number that another one follows as soon as anything in the directory changes. */
    long directoryVersion() {
        return jdbc.sql("select version from directory_version_view")
                .query(Long.class)
                .single();
    }

    Optional<SiteId> findSiteOfRoom(UUID room) {
        return jdbc.sql("select site_id from room_view where id = :room")
                .params(Params.of("room", room).map())
                .query(UUID.class)
                .optional()
                .map(SiteId::new);
    }

    Optional<Site> findSite(SiteId site) {
        return jdbc.sql("select id, name, time_zone from site_view where id = :site and active")
                .params(Params.of("site", site).map())
                .query((row, number) -> site(row))
                .optional();
    }

    List<Site> sites(Collection<SiteId> sites) {
        return jdbc.sql("select id, name, time_zone from site_view where id = any(:sites) and active order by name")
                .params(Params.none().ids("sites", sites).map())
                .query((row, number) -> site(row))
                .list();
    }

    Optional<VisitRules> findRules(VisitTypeId visitType) {
        return jdbc.sql(RULES + " where id = :id")
                .params(Params.of("id", visitType).map())
                .query((row, number) -> rules(row))
                .optional();
    }

    /** Every visit type that can still be booked. */
    List<VisitRules> rules() {
        return jdbc.sql(RULES + " where active order by name")
                .query((row, number) -> rules(row))
                .list();
    }

    List<WeeklyHours> siteHours(SiteId site) {
        return jdbc.sql("""
                select weekday, extract(epoch from opens)::int / 60 as from_minute,
                       extract(epoch from closes)::int / 60 as until_minute, null::date as valid_from,
                       null::date as valid_until
                  from site_hours_view where site_id = :site
                """)
                .params(Params.of("site", site).map())
                .query((row, number) -> hours(row))
                .list();
    }

    Set<LocalDate> closures(SiteId site, LocalDate first, LocalDate last) {
        return new HashSet<>(jdbc.sql("""
                select day from site_closure_view where site_id = :site and day between :first and :last
                """)
                .params(Params.of("site", site)
                        .and("first", first)
                        .and("last", last)
                        .map())
                .query(LocalDate.class)
                .list());
    }

    /** Active practitioners with a role at the site in these days, of the specialty unless it is null. */
    List<Named> practitioners(
            SiteId site, @Nullable String specialty, Set<String> skills, LocalDate first, LocalDate last) {
        return jdbc.sql("""
                select p.id, p.display as name, row_number() over (order by p.family, p.given) as rank
                  from practitioner_view p
                 where p.active and p.skills @> cast(:skills as text[]) and exists (
                       select from practitioner_role_view r
                        where r.practitioner_id = p.id and r.site_id = :site
                          and (cast(:specialty as text) is null or r.specialty_code = :specialty)
                          and r.valid_from <= :last and (r.valid_until is null or r.valid_until > :first))
                 order by p.family, p.given
                """)
                .params(Params.of("site", site)
                        .and("specialty", specialty)
                        .texts("skills", skills)
                        .and("first", first)
                        .and("last", last)
                        .map())
                .query(Named.class)
                .list();
    }

    /**
     * Somebody with a role at a site.
     *
     * @param languages codes (BCP 47)
     */
    record Person(Named named, String sex, Set<String> languages) {}

    /** Active practitioners with the skills who ever have a role of the specialty at the site, of any if it is null. */
    List<Person> people(SiteId site, @Nullable String specialty, Set<String> skills) {
        return jdbc.sql("""
                select p.id, p.display as name, p.sex, p.languages,
                       row_number() over (order by p.family, p.given) as rank
                  from practitioner_view p
                 where p.active and p.skills @> cast(:skills as text[]) and exists (
                       select from practitioner_role_view r
                        where r.practitioner_id = p.id and r.site_id = :site
                          and (cast(:specialty as text) is null or r.specialty_code = :specialty))
                 order by p.family, p.given
                """)
                .params(Params.of("site", site)
                        .and("specialty", specialty)
                        .texts("skills", skills)
                        .map())
                .query((row, number) -> new Person(
                        new Named(row.getObject("id", UUID.class), row.getString("name"), row.getInt("rank")),
                        row.getString("sex"),
                        texts(row, "languages")))
                .list();
    }

    /** From a day on until the day before {@code until}, or for good. */
    record Days(LocalDate from, @Nullable LocalDate until) {

        boolean contain(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /** When practitioners have a role of the specialty at the site, of any if it is null. */
    Map<UUID, List<Days>> roleDays(SiteId site, @Nullable String specialty) {
        return jdbc
                .sql("""
                select practitioner_id, valid_from, valid_until from practitioner_role_view
                 where site_id = :site and (cast(:specialty as text) is null or specialty_code = :specialty)
                """)
                .params(Params.of("site", site).and("specialty", specialty).map())
                .query((row, number) -> Map.entry(
                        row.getObject("practitioner_id", UUID.class),
                        new Days(
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class))))
                .list()
                .stream()
                .collect(grouped());
    }

    /** The codes of the languages that anybody who can be booked speaks. */
    List<String> languages() {
        return jdbc.sql("select distinct unnest(languages) as language from practitioner_view where active order by 1")
                .query(String.class)
                .list();
    }

    /** What a person who may be out of use by now is called. */
    Optional<String> findName(PractitionerId practitioner) {
        return jdbc.sql("select display from practitioner_view where id = :id")
                .params(Params.of("id", practitioner).map())
                .query(String.class)
                .optional();
    }

    Map<UUID, List<WeeklyHours>> practitionerHours(SiteId site, Collection<UUID> practitioners) {
        return jdbc
                .sql("""
                select practitioner_id, weekday, extract(epoch from starts)::int / 60 as from_minute,
                       extract(epoch from ends)::int / 60 as until_minute, valid_from, valid_until
                  from practitioner_hours_view
                 where site_id = :site and practitioner_id = any(cast(:practitioners as uuid[]))
                """)
                .params(uuids("practitioners", practitioners).and("site", site).map())
                .query((row, number) -> Map.entry(row.getObject("practitioner_id", UUID.class), hours(row)))
                .list()
                .stream()
                .collect(grouped());
    }

    Map<UUID, List<Difference>> differences(
            SiteId site, Collection<UUID> practitioners, LocalDate first, LocalDate last) {
        return jdbc
                .sql("""
                select practitioner_id, kind, starts, ends
                  from practitioner_exception_view
                 where (site_id is null or site_id = :site) and practitioner_id = any(cast(:practitioners as uuid[]))
                   and starts < cast(:last as date) + 1 and ends > :first
                """)
                .params(uuids("practitioners", practitioners)
                        .and("site", site)
                        .and("first", first)
                        .and("last", last)
                        .map())
                .query((row, number) -> Map.entry(
                        row.getObject("practitioner_id", UUID.class),
                        new Difference(
                                "away".equals(row.getString("kind")),
                                row.getObject("starts", LocalDateTime.class),
                                row.getObject("ends", LocalDateTime.class))))
                .list()
                .stream()
                .collect(grouped());
    }

    /** Active rooms with the features, the plainest first, so that a special room is kept for who needs it. */
    List<Named> rooms(SiteId site, Set<String> features) {
        return jdbc.sql("""
                select id, name, cardinality(features) as rank from room_view
                 where site_id = :site and active and features @> cast(:features as text[])
                 order by rank, name
                """)
                .params(Params.of("site", site).texts("features", features).map())
                .query(Named.class)
                .list();
    }

    List<Named> devices(SiteId site, String kind) {
        return jdbc.sql("""
                select id, name, row_number() over (order by name) as rank
                  from device_view
                 where site_id = :site and active and kind = :kind
                 order by name
                """)
                .params(Params.of("site", site).and("kind", kind).map())
                .query(Named.class)
                .list();
    }

    /**
     * When each resource is taken, buffers included, as disjoint intervals in the order of time.
     *
     * @param except a party whose bookings do not count, or null
     */
    Map<UUID, List<Interval>> busy(Set<UUID> resources, Interval span, @Nullable UUID except) {
        if (resources.isEmpty()) {
            return Map.of();
        }
        // The values stand in queries of their own, so that one plan serves for all of them.
        return jdbc
                .sql("""
                select resource_id, lower(during) as starts, upper(during) as ends
                  from booking
                 where resource_id = any(cast((select :resources) as uuid[]))
                   and during && (select tstzrange(:from, :to))
                   and state <> 'released' and override_reason is null
                   and party is distinct from cast(:except as uuid)
                union all
                select resource_id, lower(during), upper(during)
                  from booking
                 where resource_id = any(cast((select :resources) as uuid[]))
                   and during && (select tstzrange(:from, :to))
                   and state <> 'released' and override_reason is not null
                   and party is distinct from cast(:except as uuid)
                """)
                .params(uuids("resources", resources)
                        .and("except", except)
                        .and("from", span.start())
                        .and("to", span.end())
                        .map())
                .query((row, number) -> Map.entry(
                        row.getObject("resource_id", UUID.class),
                        new Interval(
                                row.getObject("starts", OffsetDateTime.class).toInstant(),
                                row.getObject("ends", OffsetDateTime.class).toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList()), Intervals::union)));
    }

    private static final String RULES = """
            select id, name, colour, minutes, buffer_before, buffer_after, room_before, room_after, device_before,
                   device_after, alignment, practitioners, modality, specialty_code, skills, room_features, device_kind,
                   capacity, bookable_by, patients_book, horizon_days, overbooking, active
              from visit_type_view
            """;

    private static VisitRules rules(ResultSet row) throws SQLException {
        return new VisitRules(
                new VisitTypeId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("colour"),
                Duration.ofMinutes(row.getInt("minutes")),
                buffer(row, "buffer"),
                buffer(row, "room"),
                buffer(row, "device"),
                row.getInt("alignment"),
                row.getInt("practitioners"),
                "in-person".equals(row.getString("modality")),
                row.getString("specialty_code"),
                texts(row, "skills"),
                texts(row, "room_features"),
                row.getString("device_kind"),
                row.getInt("capacity"),
                texts(row, "bookable_by"),
                row.getBoolean("patients_book"),
                row.getObject("horizon_days", Integer.class),
                row.getObject("overbooking", Integer.class),
                row.getBoolean("active"));
    }

    private static VisitRules.Buffer buffer(ResultSet row, String whose) throws SQLException {
        return new VisitRules.Buffer(
                Duration.ofMinutes(row.getInt(whose + "_before")), Duration.ofMinutes(row.getInt(whose + "_after")));
    }

    private static Site site(ResultSet row) throws SQLException {
        return new Site(
                new SiteId(row.getObject("id", UUID.class)),
                row.getString("name"),
                ZoneId.of(row.getString("time_zone")));
    }

    private static WeeklyHours hours(ResultSet row) throws SQLException {
        return new WeeklyHours(
                DayOfWeek.of(row.getInt("weekday")),
                row.getInt("from_minute"),
                row.getInt("until_minute"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class));
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
    }

    private static Params uuids(String name, Collection<UUID> ids) {
        return Params.none().texts(name, ids.stream().map(UUID::toString).toList());
    }

    private static <K, V> Collector<Map.Entry<K, V>, ?, Map<K, List<V>>> grouped() {
        return Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()));
    }
}
