package org.carewright.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditStore {

    /** Any number will do that nothing else locks. */
    private static final long SEALER_LOCK = 0x5EA1;

    private static final TypeReference<TreeMap<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(SignedEvent row) {
        var event = row.event();
        jdbc.sql("""
                with event as (
                    insert into audit_event (recorded_at, id, user_id, user_name, act, kind, subject, patients, route,
                                             purpose, address, detail, signature)
                    values (:at, :id, :user, :name, :act, :kind, :subject, :patients, :route, :purpose, :address,
                            cast(:detail as jsonb), :signature)
                    returning recorded_at, id)
                insert into audit_unsealed (recorded_at, event_id) select recorded_at, id from event
                """)
                .params(Params.of("at", event.recordedAt())
                        .and("id", event.id())
                        .and("user", event.user())
                        .and("name", event.userName())
                        .and("act", event.act())
                        .and("kind", event.kind())
                        .and("subject", event.subject())
                        .and("patients", event.patients().toArray(UUID[]::new))
                        .and("route", event.route())
                        .and("purpose", event.purpose())
                        .and("address", event.address())
                        .and("detail", json.writeValueAsString(event.detail()))
                        .and("signature", row.signature().bytes())
                        .map())
                .update();
    }

    void addMonth(LocalDate first) {
        jdbc.sql("select audit_event_add_month(:first)")
                .param("first", first)
                .query((row, n) -> n)
                .single();
    }

    /** Whether this transaction is now the one that seals, among all nodes and until its end. */
    boolean lockForSealing() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", SEALER_LOCK)
                .query(Boolean.class)
                .single();
    }

    long unsealed() {
        return jdbc.sql("select count(*) from audit_unsealed").query(Long.class).single();
    }

    /** Takes rows that wait to be sealed, in their order. */
    List<SignedEvent> takeUnsealed(int limit) {
        return jdbc.sql("""
                with taken as (
                    delete from audit_unsealed where ctid = any(array(select ctid from audit_unsealed limit :limit))
                    returning recorded_at, event_id)
                select e.* from taken join audit_event e on e.recorded_at = taken.recorded_at and e.id = taken.event_id
                order by e.recorded_at, e.id
                """).param("limit", limit).query(this::row).list();
    }

    void insert(AuditSeal seal) {
        jdbc.sql("""
                insert into audit_seal (number, sealed_at, first_at, last_at, events, signature)
                values (:number, :sealed, :first, :last, :events, :signature)
                """)
                .params(Params.of("number", seal.number())
                        .and("sealed", seal.sealedAt())
                        .and("first", seal.firstAt())
                        .and("last", seal.lastAt())
                        .and("events", seal.events().toArray(UUID[]::new))
                        .and("signature", seal.signature().bytes())
                        .map())
                .update();
    }

    void save(AuditAnchor anchor) {
        jdbc.sql("""
                insert into audit_anchor (number, seal, signature) values (:number, :seal, :signature)
                on conflict (one) do update
                set number = excluded.number, seal = excluded.seal, signature = excluded.signature
                """)
                .params(Params.of("number", anchor.number())
                        .and("seal", anchor.seal().bytes())
                        .and("signature", anchor.signature().bytes())
                        .map())
                .update();
    }

    Optional<AuditAnchor> findAnchor() {
        return jdbc.sql("select number, seal, signature from audit_anchor")
                .query((row, n) ->
                        new AuditAnchor(row.getLong("number"), signature(row, "seal"), signature(row, "signature")))
                .optional();
    }

    Optional<AuditSeal> findLastSeal() {
        return jdbc.sql("select * from audit_seal order by number desc limit 1")
                .query(AuditStore::seal)
                .optional();
    }

    Optional<AuditSeal> findSeal(long number) {
        return jdbc.sql("select * from audit_seal where number = :number")
                .param("number", number)
                .query(AuditStore::seal)
                .optional();
    }

    /** The number of the first seal that holds rows of this time or later. */
    Optional<Long> findFirstSeal(Instant from) {
        return jdbc.sql("select min(number) as number from audit_seal where last_at >= :from")
                .params(Params.of("from", from).map())
                .query((row, n) -> Optional.ofNullable(row.getObject("number", Long.class)))
                .single();
    }

    /** The number of the last seal that holds rows before this time. */
    Optional<Long> findLastSealBefore(Instant to) {
        return jdbc.sql("select number from audit_seal where first_at < :to order by number desc limit 1")
                .params(Params.of("to", to).map())
                .query(Long.class)
                .optional();
    }

    /** The seals of {@code (after, upTo]}, in order. */
    List<AuditSeal> sealsAfter(long after, long upTo) {
        return jdbc.sql("select * from audit_seal where number > :after and number <= :upTo order by number")
                .param("after", after)
                .param("upTo", upTo)
                .query(AuditStore::seal)
                .list();
    }

    /** How many rows the seals of this stretch hold. */
    long countSealed(Instant from, Instant to) {
        return jdbc.sql("""
                select coalesce(sum(cardinality(events)), 0) from audit_seal where last_at >= :from and first_at < :to
                """)
                .params(Params.of("from", from).and("to", to).map())
                .query(Long.class)
                .single();
    }

    List<SignedEvent> events(Collection<UUID> ids, Instant first, Instant last) {
        return jdbc.sql("""
                select * from audit_event where recorded_at between :first and :last and id = any(:ids)
                """)
                .params(Params.of("first", first)
                        .and("last", last)
                        .and("ids", ids.toArray(UUID[]::new))
                        .map())
                .query(this::row)
                .list();
    }

    /** When the first row of this stretch was recorded; empty if it has none. */
    Optional<Instant> findFirst(Instant from, Instant to) {
        return jdbc.sql(
                        "select min(recorded_at) as at from audit_event where recorded_at >= :from and recorded_at < :to")
                .params(Params.of("from", from).and("to", to).map())
                .query((row, n) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /** The earliest row that is in no seal and does not wait for one. */
    Optional<SignedEvent> findStray(Instant from, Instant to) {
        return jdbc.sql("""
                with sealed as materialized (
                    select unnest(events) as id from audit_seal where last_at >= :from and first_at < :to)
                select * from audit_event e
                where recorded_at >= :from and recorded_at < :to
                  and not exists (select from sealed where sealed.id = e.id)
                  and not exists (select from audit_unsealed u where u.event_id = e.id)
                order by recorded_at, id
                limit 1
                """)
                .params(Params.of("from", from).and("to", to).map())
                .query(this::row)
                .optional();
    }

    private SignedEvent row(ResultSet row, int number) throws SQLException {
        return new SignedEvent(
                new AuditEvent(
                        row.getObject("id", UUID.class),
                        instant(row, "recorded_at"),
                        row.getObject("user_id", UUID.class),
                        row.getString("user_name"),
                        row.getString("act"),
                        row.getString("kind"),
                        row.getObject("subject", UUID.class),
                        ids(row, "patients"),
                        row.getString("route"),
                        row.getString("purpose"),
                        row.getString("address"),
                        detail(row.getString("detail"))),
                signature(row, "signature"));
    }

    private SortedMap<String, String> detail(String text) {
        return json.readValue(text, DETAIL);
    }

    private static AuditSeal seal(ResultSet row, int number) throws SQLException {
        return new AuditSeal(
                row.getLong("number"),
                instant(row, "sealed_at"),
                instant(row, "first_at"),
                instant(row, "last_at"),
                ids(row, "events"),
                signature(row, "signature"));
    }

    private static Signature signature(ResultSet row, String column) throws SQLException {
        return Signature.of(row.getBytes(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<UUID> ids(ResultSet row, String column) throws SQLException {
        return Arrays.asList((UUID[]) row.getArray(column).getArray());
    }
}
