package org.carewright.foundation.clocks;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ClockStore {

    private record LimitRow(String rule, ClockLimit limit) {}

    private final JdbcClient jdbc;

    ClockStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ClockRule> all() {
        var limits = jdbc.sql("""
                select rule_id, stage, sense, amount, unit, severity, effective_from, effective_until
                from clock_limit
                order by rule_id, case sense when 'before' then -amount else amount end, effective_from nulls first
                """).query(ClockStore::limit).list().stream().collect(groupingBy(LimitRow::rule));
        return jdbc.sql("""
                select id, title, starts_with, stops_with, pauses, scope, source, legal_basis, secondary, shipped,
                       optional, enabled, site_id, version
                from clock_rule order by title, id
                """)
                .query((row, n) -> rule(
                        row,
                        limits.getOrDefault(row.getString("id"), List.of()).stream()
                                .map(LimitRow::limit)
                                .toList()))
                .list();
    }

    Optional<ClockRule> find(String id) {
        return all().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** False when there is a rule of this name. */
    boolean insert(ClockRule rule) {
        var inserted = jdbc.sql("""
                insert into clock_rule (id, title, starts_with, stops_with, pauses, scope, source, legal_basis, site_id)
                values (:id, :title, :startsWith, :stopsWith, :pauses, :scope, :source, :legalBasis, :site)
                on conflict (id) do nothing
                """)
                .params(Params.of("id", rule.id())
                        .and("title", rule.title())
                        .and("startsWith", rule.startsWith())
                        .and("stopsWith", rule.stopsWith())
                        .texts("pauses", rule.pauses())
                        .and("scope", rule.scope())
                        .and("source", rule.source())
                        .and("legalBasis", rule.legalBasis())
                        .and("site", rule.site())
                        .map())
                .update();
        if (inserted == 1) rule.limits().forEach(limit -> insert(rule.id(), limit));
        return inserted == 1;
    }

    private void insert(String rule, ClockLimit limit) {
        jdbc.sql("""
                insert into clock_limit (rule_id, stage, sense, amount, unit, severity, effective_from, effective_until)
                values (:rule, :stage, :sense, :amount, :unit, :severity, :from, :until)
                """)
                .params(Params.of("rule", rule)
                        .and("stage", limit.stage())
                        .and("sense", limit.sense())
                        .and("amount", limit.amount())
                        .and("unit", limit.unit())
                        .and("severity", limit.severity())
                        .and("from", limit.effectiveFrom())
                        .and("until", limit.effectiveUntil())
                        .map())
                .update();
    }

    boolean setEnabled(String rule, boolean enabled, int version) {
        return jdbc.sql("""
                update clock_rule set enabled = :enabled, version = version + 1 where id = :rule and version = :version
                """)
                        .params(Params.of("rule", rule)
                                .and("enabled", enabled)
                                .and("version", version)
                                .map())
                        .update()
                == 1;
    }

    List<Tightening> tightenings() {
        return jdbc.sql("select rule_id, stage, site_id, amount, reason from clock_tightening order by rule_id, stage")
                .query((row, n) -> new Tightening(
                        row.getString("rule_id"),
                        row.getString("stage"),
                        new SiteId(row.getObject("site_id", UUID.class)),
                        row.getInt("amount"),
                        row.getString("reason")))
                .list();
    }

    void upsert(Tightening tightening) {
        jdbc.sql("""
                insert into clock_tightening (rule_id, stage, site_id, amount, reason)
                values (:rule, :stage, :site, :amount, :reason)
                on conflict (rule_id, stage, site_id) do update set amount = excluded.amount, reason = excluded.reason
                """)
                .params(Params.of("rule", tightening.rule())
                        .and("stage", tightening.stage())
                        .and("site", tightening.site())
                        .and("amount", tightening.amount())
                        .and("reason", tightening.reason())
                        .map())
                .update();
    }

    boolean deleteTightening(String rule, String stage, SiteId site) {
        return jdbc.sql("delete from clock_tightening where rule_id = :rule and stage = :stage and site_id = :site")
                        .params(Params.of("rule", rule)
                                .and("stage", stage)
                                .and("site", site)
                                .map())
                        .update()
                == 1;
    }

    Optional<Instant> due(String rule, String stage, Instant startedAt, @Nullable SiteId site) {
        return jdbc.sql("select clock_due(:rule, :startedAt, :site, :stage) as due")
                .params(Params.of("rule", rule)
                        .and("startedAt", startedAt)
                        .and("site", site)
                        .and("stage", stage)
                        .map())
                .query((row, n) -> Optional.ofNullable(row.getObject("due", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    private static LimitRow limit(ResultSet row, int n) throws SQLException {
        @Nullable LocalDate from = row.getObject("effective_from", LocalDate.class);
        @Nullable LocalDate until = row.getObject("effective_until", LocalDate.class);
        return new LimitRow(
                row.getString("rule_id"),
                new ClockLimit(
                        row.getString("stage"),
                        Params.constant(ClockLimit.Sense.class, row.getString("sense")),
                        row.getInt("amount"),
                        Params.constant(ClockLimit.Unit.class, row.getString("unit")),
                        Params.constant(ClockLimit.Severity.class, row.getString("severity")),
                        from,
                        until));
    }

    private static ClockRule rule(ResultSet row, List<ClockLimit> limits) throws SQLException {
        var site = row.getObject("site_id", UUID.class);
        return new ClockRule(
                row.getString("id"),
                row.getString("title"),
                row.getString("starts_with"),
                row.getString("stops_with"),
                List.of((String[]) row.getArray("pauses").getArray()),
                row.getString("scope"),
                row.getString("source"),
                row.getString("legal_basis"),
                row.getBoolean("secondary"),
                row.getBoolean("shipped"),
                row.getBoolean("optional"),
                row.getBoolean("enabled"),
                site == null ? null : new SiteId(site),
                limits,
                row.getInt("version"));
    }
}
