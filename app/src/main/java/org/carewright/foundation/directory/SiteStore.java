package org.carewright.foundation.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The organization, its sites, their hours and closures. */
@Repository
class SiteStore {

    private final JdbcClient jdbc;

    SiteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Organization> organization() {
        return jdbc.sql("select name, coalesce(npi, '') as npi, time_zone, version from organization")
                .query(Organization.class)
                .optional();
    }

    UUID organizationId() {
        return jdbc.sql("select id from organization").query(UUID.class).single();
    }

    void insert(Organization organization) {
        jdbc.sql("""
                insert into organization (name, npi, time_zone) values (:name, nullif(:npi, ''), :timeZone)
                """).paramSource(organization).update();
    }

    boolean update(Organization organization) {
        return jdbc.sql("""
                update organization
                set name = :name, npi = nullif(:npi, ''), time_zone = :timeZone, version = version + 1
                where version = :version
                """).paramSource(organization).update() == 1;
    }

    List<Site> all() {
        return jdbc.sql("""
                select id, name, time_zone, address, city, state, postal_code, phone, active, version
                from site order by name
                """).query(SiteStore::site).list();
    }

    /** Minutes to the other sites, as far as they are known. */
    Map<SiteId, Integer> travel(SiteId site) {
        return jdbc
                .sql("select case one when :site then other else one end as other, minutes from site_travel"
                        + " where :site in (one, other)")
                .param("site", site.value())
                .query((row, number) ->
                        Map.entry(new SiteId(row.getObject("other", UUID.class)), row.getInt("minutes")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void keepTravel(SiteId site, SiteId other, @Nullable Integer minutes) {
        jdbc.sql("delete from site_travel where one = least(:site, :other) and other = greatest(:site, :other)")
                .params(Params.of("site", site).and("other", other).map())
                .update();
        if (minutes != null) {
            jdbc.sql("insert into site_travel (one, other, minutes)"
                            + " values (least(:site, :other), greatest(:site, :other), :minutes)")
                    .params(Params.of("site", site)
                            .and("other", other)
                            .and("minutes", minutes)
                            .map())
                    .update();
        }
    }

    Optional<Site> find(SiteId id) {
        return jdbc.sql("""
                select id, name, time_zone, address, city, state, postal_code, phone, active, version
                from site where id = :id
                """).param("id", id.value()).query(SiteStore::site).optional();
    }

    void insert(Site site) {
        jdbc.sql("""
                insert into site (id, name, time_zone, address, city, state, postal_code, phone, active)
                values (:id, :name, :zone, :address, :city, :state, :postalCode, :phone, :active)
                """).params(params(site).map()).update();
    }

    boolean nameIsTaken(Site site) {
        return jdbc.sql("select exists (select from site where name = :name and id <> :id)")
                .params(params(site).map())
                .query(Boolean.class)
                .single();
    }

    boolean update(Site site) {
        return jdbc.sql("""
                update site
                set name = :name, time_zone = :zone, address = :address, city = :city, state = :state,
                    postal_code = :postalCode, phone = :phone, active = :active, version = version + 1
                where id = :id and version = :version
                """).params(params(site).map()).update() == 1;
    }

    List<OpenHours> hours(SiteId site) {
        return jdbc.sql("""
                select weekday, opens, closes from site_hours where site_id = :site order by weekday, opens
                """)
                .param("site", site.value())
                .query((row, n) -> new OpenHours(
                        DayOfWeek.of(row.getInt("weekday")),
                        row.getObject("opens", LocalTime.class),
                        row.getObject("closes", LocalTime.class)))
                .list();
    }

    void replaceHours(SiteId site, List<OpenHours> hours) {
        jdbc.sql("delete from site_hours where site_id = :site")
                .param("site", site.value())
                .update();
        for (var stretch : hours) {
            jdbc.sql("""
                    insert into site_hours (site_id, weekday, opens, closes) values (:site, :day, :opens, :closes)
                    """)
                    .params(Params.of("site", site)
                            .and("day", stretch.day().getValue())
                            .and("opens", stretch.from())
                            .and("closes", stretch.until())
                            .map())
                    .update();
        }
    }

    List<Closure> closures(SiteId site) {
        return jdbc.sql("select day, name, holiday from site_closure where site_id = :site order by day")
                .param("site", site.value())
                .query(Closure.class)
                .list();
    }

    /** False when the site is closed on that day already. */
    boolean insert(SiteId site, Closure closure) {
        return jdbc.sql("""
                insert into site_closure (site_id, day, name, holiday) values (:site, :day, :name, :holiday)
                on conflict (site_id, day) do nothing
                """)
                        .params(Params.of("site", site)
                                .and("day", closure.day())
                                .and("name", closure.name())
                                .and("holiday", closure.holiday())
                                .map())
                        .update()
                == 1;
    }

    boolean deleteClosure(SiteId site, LocalDate day) {
        return jdbc.sql("delete from site_closure where site_id = :site and day = :day")
                        .params(Params.of("site", site).and("day", day).map())
                        .update()
                == 1;
    }

    private static Params params(Site site) {
        return Params.of("id", site.id())
                .and("name", site.name())
                .and("zone", site.timeZone())
                .and("address", site.address())
                .and("city", site.city())
                .and("state", site.state())
                .and("postalCode", site.postalCode())
                .and("phone", site.phone())
                .and("active", site.active())
                .and("version", site.version());
    }

    private static Site site(ResultSet row, int n) throws SQLException {
        return new Site(
                new SiteId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("time_zone"),
                row.getString("address"),
                row.getString("city"),
                row.getString("state"),
                row.getString("postal_code"),
                row.getString("phone"),
                row.getBoolean("active"),
                row.getInt("version"));
    }
}
