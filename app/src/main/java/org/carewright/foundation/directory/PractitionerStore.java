package org.carewright.foundation.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Coding;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Practitioners, their roles, weekly hours and exceptions. */
@Repository
class PractitionerStore {

    private static final String COLUMNS =
            "id, family, given, prefix, suffix, coalesce(npi, '') as npi, sex, languages, skills, user_id, active, version";

    private final JdbcClient jdbc;

    PractitionerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Practitioner> all() {
        return jdbc.sql("select " + COLUMNS + " from practitioner order by family, given, id")
                .query(PractitionerStore::practitioner)
                .list();
    }

    Optional<Practitioner> find(PractitionerId id) {
        return jdbc.sql("select " + COLUMNS + " from practitioner where id = :id")
                .param("id", id.value())
                .query(PractitionerStore::practitioner)
                .optional();
    }

    Optional<Practitioner> findByUser(UserId user) {
        return jdbc.sql("select " + COLUMNS + " from practitioner where user_id = :user")
                .param("user", user.value())
                .query(PractitionerStore::practitioner)
                .optional();
    }

    boolean npiIsTaken(Practitioner practitioner) {
        return jdbc.sql("select exists (select from practitioner where npi = :npi and id <> :id)")
                .params(params(practitioner).map())
                .query(Boolean.class)
                .single();
    }

    boolean userIsTaken(Practitioner practitioner) {
        return jdbc.sql("select exists (select from practitioner where user_id = :user and id <> :id)")
                .params(params(practitioner).map())
                .query(Boolean.class)
                .single();
    }

    void insert(Practitioner practitioner) {
        jdbc.sql("""
                insert into practitioner (id, family, given, prefix, suffix, npi, sex, languages, skills, user_id, active)
                values (:id, :family, :given, :prefix, :suffix, nullif(:npi, ''), :sex, :languages, :skills, :user, :active)
                """).params(params(practitioner).map()).update();
    }

    boolean update(Practitioner practitioner) {
        return jdbc.sql("""
                update practitioner
                set family = :family, given = :given, prefix = :prefix, suffix = :suffix, npi = nullif(:npi, ''), sex = :sex,
                    languages = :languages, skills = :skills, user_id = :user, active = :active, version = version + 1
                where id = :id and version = :version
                """).params(params(practitioner).map()).update() == 1;
    }

    List<PractitionerRole> allRoles() {
        return jdbc.sql("""
                select id, practitioner_id, site_id, specialty_system, specialty_code, specialty_display, valid_from,
                       valid_until
                from practitioner_role order by valid_from, specialty_display
                """).query(PractitionerStore::role).list();
    }

    List<PractitionerRole> roles(PractitionerId practitioner) {
        return jdbc.sql("""
                select id, practitioner_id, site_id, specialty_system, specialty_code, specialty_display, valid_from,
                       valid_until
                from practitioner_role where practitioner_id = :practitioner order by valid_from, specialty_display
                """)
                .param("practitioner", practitioner.value())
                .query(PractitionerStore::role)
                .list();
    }

    /** False when the practitioner has this specialty at this site on some of these days already. */
    boolean insert(PractitionerRole role) {
        return jdbc.sql("""
                insert into practitioner_role (id, practitioner_id, site_id, specialty_system, specialty_code,
                                               specialty_display, valid_from, valid_until)
                values (:id, :practitioner, :site, :system, :code, :display, :from, :until)
                on conflict on constraint practitioner_role_once do nothing
                """)
                        .params(Params.of("id", role.id())
                                .and("practitioner", role.practitioner())
                                .and("site", role.site())
                                .and("system", role.specialty().system())
                                .and("code", role.specialty().code())
                                .and("display", role.specialty().display())
                                .and("from", role.validity().from())
                                .and("until", role.validity().until())
                                .map())
                        .update()
                == 1;
    }

    boolean deleteRole(PractitionerId practitioner, UUID role) {
        return jdbc.sql("delete from practitioner_role where id = :id and practitioner_id = :practitioner")
                        .params(Params.of("id", role)
                                .and("practitioner", practitioner)
                                .map())
                        .update()
                == 1;
    }

    List<PractitionerHours> hours(Collection<PractitionerId> practitioners) {
        return jdbc.sql("""
                select id, practitioner_id, site_id, weekday, starts, ends, valid_from, valid_until
                from practitioner_hours where practitioner_id = any (:practitioners)
                order by valid_from, weekday, starts
                """)
                .params(Params.none().ids("practitioners", practitioners).map())
                .query(PractitionerStore::hours)
                .list();
    }

    /** False when it would overlap other hours of the practitioner, at this site or another. */
    boolean insert(PractitionerHours hours) {
        return jdbc.sql("""
                insert into practitioner_hours (id, practitioner_id, site_id, weekday, starts, ends, valid_from, valid_until)
                values (:id, :practitioner, :site, :weekday, :starts, :ends, :from, :until)
                on conflict on constraint practitioner_hours_do_not_overlap do nothing
                """)
                        .params(Params.of("id", hours.id())
                                .and("practitioner", hours.practitioner())
                                .and("site", hours.site())
                                .and("weekday", hours.hours().day().getValue())
                                .and("starts", hours.hours().from())
                                .and("ends", hours.hours().until())
                                .and("from", hours.validity().from())
                                .and("until", hours.validity().until())
                                .map())
                        .update()
                == 1;
    }

    boolean endHours(PractitionerId practitioner, UUID hours, LocalDate until) {
        return jdbc.sql("""
                update practitioner_hours set valid_until = :until
                where id = :id and practitioner_id = :practitioner and valid_from < :until
                  and (valid_until is null or valid_until > :until)
                """)
                        .params(Params.of("id", hours)
                                .and("practitioner", practitioner)
                                .and("until", until)
                                .map())
                        .update()
                == 1;
    }

    boolean deleteHours(PractitionerId practitioner, UUID hours) {
        return jdbc.sql("delete from practitioner_hours where id = :id and practitioner_id = :practitioner")
                        .params(Params.of("id", hours)
                                .and("practitioner", practitioner)
                                .map())
                        .update()
                == 1;
    }

    List<HoursException> exceptions(Collection<PractitionerId> practitioners) {
        return jdbc.sql("""
                select id, practitioner_id, site_id, kind, starts, ends, reason
                from practitioner_exception where practitioner_id = any (:practitioners) order by starts
                """)
                .params(Params.none().ids("practitioners", practitioners).map())
                .query(PractitionerStore::exception)
                .list();
    }

    /** False when it would overlap another of the same kind. */
    boolean insert(HoursException exception) {
        return jdbc.sql("""
                insert into practitioner_exception (id, practitioner_id, site_id, kind, starts, ends, reason)
                values (:id, :practitioner, :site, :kind, :starts, :ends, :reason)
                on conflict on constraint practitioner_exception_do_not_overlap do nothing
                """)
                        .params(Params.of("id", exception.id())
                                .and("practitioner", exception.practitioner())
                                .and("site", exception.site())
                                .and("kind", exception.kind())
                                .and("starts", exception.starts())
                                .and("ends", exception.ends())
                                .and("reason", exception.reason())
                                .map())
                        .update()
                == 1;
    }

    boolean deleteException(PractitionerId practitioner, UUID exception) {
        return jdbc.sql("delete from practitioner_exception where id = :id and practitioner_id = :practitioner")
                        .params(Params.of("id", exception)
                                .and("practitioner", practitioner)
                                .map())
                        .update()
                == 1;
    }

    private static Params params(Practitioner practitioner) {
        return Params.of("id", practitioner.id())
                .and("family", practitioner.family())
                .and("given", practitioner.given())
                .and("prefix", practitioner.prefix())
                .and("suffix", practitioner.suffix())
                .and("npi", practitioner.npi())
                .and("sex", practitioner.sex())
                .texts("languages", practitioner.languages())
                .texts("skills", practitioner.skills())
                .and("user", practitioner.user())
                .and("active", practitioner.active())
                .and("version", practitioner.version());
    }

    private static Practitioner practitioner(ResultSet row, int n) throws SQLException {
        var user = row.getObject("user_id", UUID.class);
        return new Practitioner(
                id(row, "id"),
                row.getString("family"),
                row.getString("given"),
                row.getString("prefix"),
                row.getString("suffix"),
                row.getString("npi"),
                Params.constant(Sex.class, row.getString("sex")),
                List.of((String[]) row.getArray("languages").getArray()),
                Set.of((String[]) row.getArray("skills").getArray()),
                user == null ? null : new UserId(user),
                row.getBoolean("active"),
                row.getInt("version"));
    }

    private static PractitionerRole role(ResultSet row, int n) throws SQLException {
        return new PractitionerRole(
                row.getObject("id", UUID.class),
                id(row, "practitioner_id"),
                new SiteId(row.getObject("site_id", UUID.class)),
                new Coding(
                        row.getString("specialty_system"),
                        row.getString("specialty_code"),
                        row.getString("specialty_display")),
                validity(row));
    }

    private static PractitionerHours hours(ResultSet row, int n) throws SQLException {
        return new PractitionerHours(
                row.getObject("id", UUID.class),
                id(row, "practitioner_id"),
                new SiteId(row.getObject("site_id", UUID.class)),
                new OpenHours(
                        DayOfWeek.of(row.getInt("weekday")),
                        row.getObject("starts", LocalTime.class),
                        row.getObject("ends", LocalTime.class)),
                validity(row));
    }

    private static HoursException exception(ResultSet row, int n) throws SQLException {
        var site = row.getObject("site_id", UUID.class);
        return new HoursException(
                row.getObject("id", UUID.class),
                id(row, "practitioner_id"),
                site == null ? null : new SiteId(site),
                Params.constant(HoursException.Kind.class, row.getString("kind")),
                row.getObject("starts", LocalDateTime.class),
                row.getObject("ends", LocalDateTime.class),
                row.getString("reason"));
    }

    private static PractitionerId id(ResultSet row, String column) throws SQLException {
        return new PractitionerId(row.getObject(column, UUID.class));
    }

    private static Validity validity(ResultSet row) throws SQLException {
        @Nullable LocalDate until = row.getObject("valid_until", LocalDate.class);
        return new Validity(row.getObject("valid_from", LocalDate.class), until);
    }
}
