package org.carewright.overview.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.carewright.platform.access.Access;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what is open: the union of the modules' loop views, with what people added. */
@Repository
class DeskStore {

    /** What is open now, with what people added since it opened. */
    private static final String OPEN = """
            select l.*, coalesce(k.title, l.rule) as kind, w.owner, w.snoozed_until
            from open_loop l
            left join loop_work w on w.rule = l.rule and w.subject = l.subject and w.begun_at >= l.opened_at
            left join patient_view p on p.id = l.patient_id
            left join clock_rule_view k on k.id = l.rule
            where l.opened_at <= :now
              and (l.lapses_at is null or l.lapses_at > :now)
            """;

    /**
     * What {@link Access} lets the actor see, for many loops at once: with the permission that the loop's module asks for;
     * at her sites (a loop without a site is seen where its patient is); of a confidential patient nothing clinical unless
     * she treats patients; of a patient whose glass she broke, what that opens.
     */
    private static final String IN_REACH = """
              and l.permission = any(:permissions)
              and (l.patient_id = any(:emergencies) and l.permission = any(:openInEmergency)
                   or (l.site_id = any(:sites)
                       or l.site_id is null
                          and (l.patient_id is null
                               or exists (select from patient_scope_view
                                          where patient_id = l.patient_id and site_id = any(:sites))))
                      and (:treats or l.permission <> all(:clinical) or not coalesce(p.confidential, false)))
            """;

    /** As in {@link #IN_REACH}: a loop without a site is where its patient is. */
    private static final String AT_SITE = """
             and (l.site_id = :site
                  or l.site_id is null
                     and exists (select from patient_scope_view where patient_id = l.patient_id and site_id = :site))
            """;

    private static final String COLUMNS = """
            l.rule, l.kind, l.subject, l.patient_id, l.site_id, l.opened_at, l.due_at, l.permission, l.severity, l.title,
            l.words, l.remedy, l.remedy_path, p.family, p.given, p.birth_date, p.sex, p.mrn, p.phone,
            s.name as site_name, l.owner, u.name as owner_name, l.snoozed_until,
            (select count(*) from loop_entry e where e.rule = l.rule and e.subject = l.subject) as entries
            """;

    /** The patient, the site and the owner, for the few loops that are shown. */
    private static final String NAMES = """
            left join patient_view p on p.id = l.patient_id
            left join site_view s on s.id = l.site_id
            left join staff_view u on u.id = l.owner
            """;

    /** Harm, one step up when late; then the deadline; then age. {@link Rank} says it in words. */
    private static final String ORDER = """
            order by case l.severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end
                     - case when l.due_at <= :now then 1 else 0 end,
                     l.due_at nulls last, l.opened_at, l.rule, l.subject
            """;

    private final JdbcClient jdbc;

    DeskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One page of what matches, with how many match of each kind, whatever kind the query asks for. What is open is computed
     * once for both: a row is a loop of the page beside the count of its kind, or the count of a kind that has none there.
     */
    DeskList list(DeskQuery query, Actor actor, Instant now) {
        var loops = new ArrayList<OpenLoop>();
        var kinds = new HashMap<String, DeskList.Kind>();
        jdbc.sql("""
                with open as materialized (%s),
                page as (select l.* from open l %s %s limit :limit offset :offset),
                counted as (
                    select rule, kind, count(*) as open, count(*) filter (where due_at <= :now) as late
                    from open
                    group by rule, kind)
                select c.rule as counted_rule, c.kind as counted_kind, c.open, c.late, %s
                from counted c
                left join page l on l.rule = c.rule
                %s %s
                """.formatted(OPEN + IN_REACH + conditions(query), rule(query), ORDER, COLUMNS, NAMES, ORDER))
                .params(params(query, actor, now)
                        .and("limit", query.limit())
                        .and("offset", query.offset())
                        .map())
                .query(row -> {
                    var kind = new DeskList.Kind(
                            row.getString("counted_rule"),
                            row.getString("counted_kind"),
                            row.getInt("open"),
                            row.getInt("late"));
                    kinds.put(kind.rule(), kind);
                    if (row.getString("rule") != null) {
                        loops.add(loop(row));
                    }
                });
        return DeskList.of(loops, kinds.values(), query.rule());
    }

    Optional<OpenLoop> find(LoopId loop, Actor actor, Instant now) {
        return loops(
                        " and l.rule = :rule and l.subject = :subject",
                        reach(actor, now).and("rule", loop.rule()).and("subject", loop.subject()))
                .stream()
                .findFirst();
    }

    List<OpenLoop> ofPatient(PatientId patient, Actor actor, Instant now) {
        return loops(" and l.patient_id = :patient", reach(actor, now).and("patient", patient));
    }

    private List<OpenLoop> loops(String condition, Params params) {
        return jdbc.sql("with open as (%s) select %s from open l %s %s"
                        .formatted(OPEN + IN_REACH + condition, COLUMNS, NAMES, ORDER))
                .params(params.map())
                .query((row, n) -> loop(row))
                .list();
    }

    Optional<OpenLoop.Patient> findPatient(PatientId patient) {
        return jdbc.sql("""
                select id as patient_id, family, given, birth_date, sex, mrn, phone from patient_view where id = :id
                """)
                .params(Params.of("id", patient).map())
                .query((row, n) -> patient(row))
                .optional();
    }

    record Colleague(UserId id, String name) {}

    /**
     * The actor's colleagues who may see the loop and work on it: {@link #IN_REACH} asked the other way round. Nobody takes
     * over in another's emergency.
     */
    List<Colleague> colleagues(OpenLoop loop, Actor actor) {
        var patient = loop.patient();
        return jdbc.sql("""
                select u.id, u.name
                from staff_view u
                left join patient_view p on p.id = cast(:patient as uuid)
                where u.active
                  and u.id <> :me
                  and u.sites && :sites
                  and u.roles && cast(:working as text[])
                  and u.roles && cast(:seeing as text[])
                  and (u.sites @> array[cast(:site as uuid)]
                       or cast(:site as uuid) is null
                          and (p.id is null
                               or exists (select from patient_scope_view s
                                          where s.patient_id = p.id and s.site_id = any(u.sites))))
                  and (u.roles && cast(:treating as text[]) or not :clinical or not coalesce(p.confidential, false))
                order by u.name
                """)
                .params(Params.of("patient", patient == null ? null : patient.id())
                        .and("me", actor.user())
                        .ids("sites", actor.sites())
                        .codes("working", roles(role -> role.allows(Permission.WORK_DESK)))
                        .codes("seeing", roles(role -> role.allows(loop.permission())))
                        .codes("treating", roles(Role::treats))
                        .and("clinical", loop.permission().isClinical())
                        .and("site", loop.site())
                        .map())
                .query((row, n) -> new Colleague(new UserId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }

    private static List<Role> roles(Predicate<Role> which) {
        return Arrays.stream(Role.values()).filter(which).toList();
    }

    private static String conditions(DeskQuery query) {
        var sql = new StringBuilder(
                query.snoozed()
                        ? " and w.snoozed_until > :now"
                        : " and (w.snoozed_until is null or w.snoozed_until <= :now)");
        switch (query.whose()) {
            case MINE -> sql.append(" and w.owner = :me");
            case TEAM -> sql.append(" and w.owner <> :me");
            case UNCLAIMED -> sql.append(" and w.owner is null");
            case ALL -> {}
        }
        if (query.site() != null) {
            sql.append(AT_SITE);
        }
        if (query.patient() != null) {
            sql.append(" and l.patient_id = :patient");
        }
        if (!query.text().isEmpty()) {
            sql.append(" and concat_ws(' ', l.title, l.words, p.given, p.family) ilike :text");
        }
        return sql.append('\n').toString();
    }

    private static String rule(DeskQuery query) {
        return query.rule() == null ? "" : "where l.rule = :rule";
    }

    private static Params params(DeskQuery query, Actor actor, Instant now) {
        return reach(actor, now)
                .and("me", actor.user())
                .and("site", query.site())
                .and("patient", query.patient())
                .and("rule", query.rule())
                .and("text", "%" + query.text().replaceAll("([%_\\\\])", "\\\\$1") + "%");
    }

    /** What {@link #OPEN} and {@link #IN_REACH} ask for. */
    private static Params reach(Actor actor, Instant now) {
        return Params.of("now", now)
                .ids("sites", actor.sites())
                .ids("emergencies", actor.emergencies())
                .codes("permissions", permissions(actor::may))
                .codes("openInEmergency", permissions(Permission::isOpenInEmergency))
                .codes("clinical", permissions(Permission::isClinical))
                .and("treats", actor.treats());
    }

    private static List<Permission> permissions(Predicate<Permission> which) {
        return Arrays.stream(Permission.values()).filter(which).toList();
    }

    private static OpenLoop loop(ResultSet row) throws SQLException {
        var site = row.getObject("site_id", UUID.class);
        var owner = row.getObject("owner", UUID.class);
        return new OpenLoop(
                new LoopId(row.getString("rule"), row.getObject("subject", UUID.class)),
                row.getString("kind"),
                patient(row),
                site == null ? null : new SiteId(site),
                text(row, "site_name"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                instant(row, "due_at"),
                Params.constant(Permission.class, row.getString("permission")),
                Params.constant(Severity.class, row.getString("severity")),
                row.getString("title"),
                row.getString("words"),
                row.getString("remedy"),
                row.getString("remedy_path"),
                new OpenLoop.Work(
                        owner == null ? null : new UserId(owner),
                        text(row, "owner_name"),
                        instant(row, "snoozed_until"),
                        row.getInt("entries")));
    }

    static OpenLoop.@Nullable Patient patient(ResultSet row) throws SQLException {
        var id = row.getObject("patient_id", UUID.class);
        return id == null
                ? null
                : new OpenLoop.Patient(
                        new PatientId(id),
                        (text(row, "given") + " " + text(row, "family")).strip(),
                        row.getObject("birth_date", LocalDate.class),
                        text(row, "sex"),
                        text(row, "mrn"),
                        text(row, "phone"));
    }

    static String text(ResultSet row, String column) throws SQLException {
        var value = row.getString(column);
        return value == null ? "" : value;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
