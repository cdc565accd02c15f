package org.carewright.overview.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Reads what is open, with what people added. */
@Repository
class DeskStore {

    /** So many loops of a kind are counted, and no more: a page must not take longer the more there is to do. */
    private static final int COUNTED = 500;

    /** What is open now, with what people added since it opened. */
    private static final String OPEN = """
            from open_loop l
            left join loop_work w on w.rule = l.rule and w.subject = l.subject and w.begun_at >= l.opened_at
            where l.opened_at <= :now
              and (l.lapses_at is null or l.lapses_at > :now)
            """;

    /**
     * What {@link Access} lets the actor see, for many loops at once: with the permission that the loop's module asks for;
     * where the loop is seen; of a confidential patient nothing clinical unless
     * she treats patients; of a patient whose glass she broke, what that opens.
     */
    private static final String IN_REACH = """
              and l.permission = any(:permissions)
              and (l.patient_id = any(:emergencies) and l.permission = any(:openInEmergency)
                   or (l.sites is null or l.sites && :sites)
                      and (:treats or l.permission <> all(:clinical) or not l.confidential))
            """;

    /** Harm, one step up when late; then the deadline; then age. {@link Rank} says it in words. */
    private static final String ORDER = """
            order by l.harm - case when l.due_at <= :now then 1 else 0 end,
                     coalesce(l.due_at, 'infinity'), l.opened_at, l.rule, l.subject
            """;

    private final JdbcClient jdbc;

    DeskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One page of what matches, with how many match of each kind, whatever kind the query asks for. */
    DeskList list(DeskQuery query, Actor actor, Instant now) {
        var kinds = count(query, actor, now, COUNTED);
        var loops = query.rule() == null && kinds.stream().anyMatch(DeskList.Kind::more)
                ? pageOfMany(query, actor, now)
                : page(query, actor, now);
        return DeskList.of(loops, kinds, query.rule());
    }

    /**
     * How many match of each kind that has any.
     *
     * @param most of a kind that are counted: those that opened first, so that the late ones among them stay the same
     */
    List<DeskList.Kind> count(DeskQuery query, Actor actor, Instant now, int most) {
        return jdbc.sql("""
                with recursive kind as (
                    select min(rule) as rule from open_loop
                    union all
                    select (select min(l.rule) from open_loop l where l.rule > kind.rule) from kind where rule is not null)
                select kind.rule, coalesce(k.title, kind.rule) as title, c.open, c.late
                from kind
                left join clock_rule_view k on k.id = kind.rule
                cross join lateral (
                    select count(*) as open, count(*) filter (where due_at <= :now) as late
                    from (select l.due_at %s and l.rule = kind.rule
                          order by l.opened_at limit :most + 1) counted) c
                where c.open > 0
                """.formatted(OPEN + IN_REACH + conditions(query)))
                .params(params(query, actor, now).and("most", most).map())
                .query((row, n) -> new DeskList.Kind(
                        row.getString("rule"),
                        row.getString("title"),
                        Math.min(row.getInt("open"), most),
                        Math.min(row.getInt("late"), most),
                        row.getInt("open") > most))
                .list();
    }

    private List<OpenLoop> page(DeskQuery query, Actor actor, Instant now) {
        return loops(
                OPEN + IN_REACH + conditions(query) + rule(query) + ORDER + " limit :limit offset :offset",
                params(query, actor, now).and("limit", query.limit()).and("offset", query.offset()));
    }

    /**
     * The same page without ordering all that is open: the index gives the loops of one harm by their deadlines, of which
     * the past ones rank one step higher. These ranges are read in turn until the page is full.
     */
    private List<OpenLoop> pageOfMany(DeskQuery query, Actor actor, Instant now) {
        var upTo = query.offset() + query.limit();
        var ids = new ArrayList<LoopId>();
        for (int rank = 0; rank <= Severity.values().length && ids.size() < upTo; rank++) {
            ids.addAll(ids(query, actor, now, rank + 1, "<=", upTo - ids.size()));
            ids.addAll(ids(query, actor, now, rank, ">", upTo - ids.size()));
        }
        var page = ids.subList(Math.min(query.offset(), ids.size()), Math.min(upTo, ids.size()));
        return loops(
                OPEN + " and (l.rule, l.subject) in (select * from unnest(:rules, :subjects))",
                Params.of("now", now)
                        .texts("rules", page.stream().map(LoopId::rule).toList())
                        .and("subjects", page.stream().map(LoopId::subject).toArray(UUID[]::new)));
    }

    private List<LoopId> ids(DeskQuery query, Actor actor, Instant now, int harm, String deadline, int limit) {
        return jdbc.sql("select l.rule, l.subject " + OPEN + IN_REACH + conditions(query)
                        + " and l.harm = :harm and coalesce(l.due_at, 'infinity') " + deadline + " :now"
                        + " order by coalesce(l.due_at, 'infinity'), l.opened_at, l.rule, l.subject limit :limit")
                .params(params(query, actor, now)
                        .and("harm", harm)
                        .and("limit", limit)
                        .map())
                .query((row, n) -> new LoopId(row.getString("rule"), row.getObject("subject", UUID.class)))
                .list();
    }

    Optional<OpenLoop> find(LoopId loop, Actor actor, Instant now) {
        return loops(
                        OPEN + IN_REACH + " and l.rule = :rule and l.subject = :subject",
                        reach(actor, now).and("rule", loop.rule()).and("subject", loop.subject()))
                .stream()
                .findFirst();
    }

    List<OpenLoop> ofPatient(PatientId patient, Actor actor, Instant now) {
        return loops(
                OPEN + IN_REACH + " and l.patient_id = :patient\n" + ORDER,
                reach(actor, now).and("patient", patient));
    }

    /**
     * The loops with the names of those they concern.
     *
     * @param which the rest of a statement from its {@code from}
     */
    private List<OpenLoop> loops(String which, Params params) {
        return jdbc.sql("""
                select l.*, coalesce(k.title, l.rule) as kind, p.family, p.given, p.birth_date, p.sex, p.mrn, p.phone,
                       s.name as site_name, u.name as owner_name,
                       (select count(*) from loop_entry e where e.rule = l.rule and e.subject = l.subject) as entries
                from (select l.*, w.owner, w.snoozed_until %s) l
                left join patient_view p on p.id = l.patient_id
                left join site_view s on s.id = l.site_id
                left join staff_view u on u.id = l.owner
                left join clock_rule_view k on k.id = l.rule
                %s
                """.formatted(which, ORDER))
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
            sql.append(" and l.sites && array[cast(:site as uuid)]");
        }
        if (query.patient() != null) {
            sql.append(" and l.patient_id = :patient");
        }
        if (!query.text().isEmpty()) {
            sql.append("""
                     and concat_ws(' ', l.title, l.words, (select concat_ws(' ', p.given, p.family) from patient_view p
                                                           where p.id = l.patient_id)) ilike :text
                    """);
        }
        return sql.append('\n').toString();
    }

    private static String rule(DeskQuery query) {
        return query.rule() == null ? "" : " and l.rule = :rule\n";
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
