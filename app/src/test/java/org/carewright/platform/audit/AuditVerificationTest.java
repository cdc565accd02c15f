package org.carewright.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.carewright.CarewrightTest;
import org.carewright.TestClock;
import org.carewright.platform.audit.AuditVerdict.Broken;
import org.carewright.platform.audit.AuditVerdict.Whole;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A superuser who can switch triggers off tampers, inside a transaction that is rolled back. */
@CarewrightTest
class AuditVerificationTest {

    private final Actor actor = new Actor(
            UserId.fresh(), "Auditee", Set.of(Role.NURSE), Set.of(), new Origin("GET /test", "TREAT", "192.0.2.1"));

    @Autowired
    Audit audit;

    @Autowired
    AuditSeals seals;

    @Autowired
    AuditVerification verification;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void setTheClockBack() {
        clock.set(TestClock.MONDAY_MORNING);
    }

    private Instant from = TestClock.MONDAY_MORNING;

    @BeforeEach
    void laterThanAllBefore() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> sealAll());
        clock.tick(Duration.ofMinutes(1));
        from = clock.instant();
    }

    private void sealAll() {
        for (var anchor = seals.seal(); anchor.isPresent(); anchor = seals.seal()) {
            seals.anchor(anchor.get().anchor());
        }
    }

    /** Three rows a second apart, each in a seal of its own. */
    private List<UUID> write() {
        return Stream.generate(() -> {
                    var subject = UUID.randomUUID();
                    new TransactionTemplate(transactions)
                            .executeWithoutResult(status -> audit.updated(
                                    actor,
                                    "Patient",
                                    subject,
                                    new PatientId(subject),
                                    Map.of("phone", "changed", "b", "ü")));
                    sealAll();
                    clock.tick(Duration.ofSeconds(1));
                    return row(subject);
                })
                .limit(3)
                .toList();
    }

    private UUID row(UUID subject) {
        return jdbc.sql("select id from audit_event where subject = :subject")
                .param("subject", subject)
                .query(UUID.class)
                .single();
    }

    private AuditVerdict verify() {
        return verification.verify(Optional.of(from), Optional.empty(), rows -> {});
    }

    /** What verification says after the statement, which leaves no trace. */
    private AuditVerdict tamper(String sql, Map<String, ?> params) {
        return new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            assertThat(jdbc.sql(sql).params(params).update()).isPositive();
            return verify();
        });
    }

    private static void assertNames(AuditVerdict verdict, UUID row, String words) {
        assertThat(verdict)
                .asInstanceOf(InstanceOfAssertFactories.type(Broken.class))
                .satisfies(broken -> {
                    assertThat(broken.words()).contains(words);
                    assertThat(broken.event()).contains(row);
                });
    }

    @Test
    void a_trail_that_nobody_touched_is_whole() {
        write();

        assertThat(verify()).isEqualTo(new Whole(true));
    }

    @Test
    void an_altered_row_is_named() {
        var rows = write();

        assertNames(
                tamper("update audit_event set user_name = 'Somebody else' where id = :id", Map.of("id", rows.get(1))),
                rows.get(1),
                "was altered");
        assertNames(
                tamper("update audit_event set patients = '{}' where id = :id", Map.of("id", rows.get(2))),
                rows.get(2),
                "was altered");
    }

    @Test
    void the_first_of_several_altered_rows_is_named() {
        var rows = write();

        assertNames(
                tamper(
                        "update audit_event set act = 'read' where id = any(:ids)",
                        Map.of("ids", rows.toArray(UUID[]::new))),
                rows.getFirst(),
                "was altered");
    }

    @Test
    void a_removed_row_is_named() {
        var rows = write();

        assertNames(
                tamper("delete from audit_event where id = :id", Map.of("id", rows.get(1))), rows.get(1), "is missing");
    }

    @Test
    void a_row_put_in_is_named_even_where_it_copies_a_signature() {
        var rows = write();
        var forged = UUID.randomUUID();

        var verdict = tamper("""
                insert into audit_event
                select recorded_at, :forged, user_id, user_name, act, kind, subject, patients, route, purpose, address,
                       detail, signature
                from audit_event where id = :id
                """, Map.of("forged", forged, "id", rows.get(1)));

        assertNames(verdict, forged, "was put in");
    }

    @Test
    void a_row_put_in_together_with_its_place_in_the_queue_is_not_sealed_but_named() {
        var rows = write();
        var forged = UUID.randomUUID();

        var verdict = tamper("""
                with forged as (
                    insert into audit_event
                    select recorded_at, :forged, user_id, user_name, act, kind, subject, patients, route, purpose, address,
                           detail, signature
                    from audit_event where id = :id
                    returning recorded_at, id)
                insert into audit_unsealed select recorded_at, id from forged
                """, Map.of("forged", forged, "id", rows.get(1)));

        assertNames(verdict, forged, "was put in");
    }

    @Test
    void rows_that_changed_places_are_named() {
        var rows = write();

        var verdict = tamper("""
                update audit_event a set recorded_at = b.recorded_at from audit_event b
                where (a.id, b.id) in ((:first, :second), (:second, :first))
                """, Map.of("first", rows.get(0), "second", rows.get(1)));

        assertNames(verdict, rows.getFirst(), "was altered");
    }

    @Test
    void a_row_that_is_taken_out_of_its_seal_too_breaks_the_seal() {
        var rows = write();

        var verdict = tamper("""
                with gone as (delete from audit_event where id = :id returning id)
                update audit_seal set events = array[cast(:other as uuid)] where :id = any(events)
                """, Map.of("id", rows.get(1), "other", rows.get(2)));

        assertThat(verdict).isInstanceOf(Broken.class);
    }

    @Test
    void a_removed_seal_is_noticed_by_the_row_it_held() {
        var rows = write();

        var verdict = tamper("delete from audit_seal where :id = any(events)", Map.of("id", rows.get(1)));

        assertNames(verdict, rows.get(1), "was taken out of the chain");
    }

    @Test
    void an_end_that_is_cut_off_is_noticed_even_if_the_anchor_is_set_back() {
        write();
        var early = jdbc.sql("select number, seal, signature from audit_anchor")
                .query()
                .singleRow();
        var rows = write();
        from = clock.instant().minusSeconds(3);

        var cut = tamper("""
                with events as (delete from audit_event where id = any(:ids))
                delete from audit_seal where events && :ids
                """, Map.of("ids", rows.toArray(UUID[]::new)));
        assertThat(cut)
                .asInstanceOf(InstanceOfAssertFactories.type(Broken.class))
                .satisfies(broken -> assertThat(broken.words()).contains("was cut off"));

        var setBack = tamper(
                """
                with events as (delete from audit_event where id = any(:ids)),
                     seals as (delete from audit_seal where events && :ids)
                update audit_anchor set number = :number, seal = :seal, signature = :signature
                """,
                Map.of(
                        "ids",
                        rows.toArray(UUID[]::new),
                        "number",
                        early.get("number"),
                        "seal",
                        early.get("seal"),
                        "signature",
                        early.get("signature")));
        assertThat(setBack)
                .asInstanceOf(InstanceOfAssertFactories.type(Broken.class))
                .satisfies(broken -> assertThat(broken.words()).contains("anchor file"));
    }

    @Test
    void a_row_that_commits_late_is_sealed_with_those_after_it() {
        var late = UUID.randomUUID();
        var early = UUID.randomUUID();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            audit.read(actor, "Patient", late, new PatientId(late));
            clock.tick(Duration.ofSeconds(5));
            var other = Thread.ofVirtual().start(() -> {
                new TransactionTemplate(transactions)
                        .executeWithoutResult(inner -> audit.read(actor, "Patient", early, new PatientId(early)));
                sealAll();
            });
            join(other);
        });
        sealAll();

        assertThat(verify()).isEqualTo(new Whole(true));
        assertThat(jdbc.sql("select count(*) from audit_seal where :late = any(events) or :early = any(events)")
                        .param("late", row(late))
                        .param("early", row(early))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_database_itself_refuses_to_change_or_empty_the_trail() {
        var rows = write();

        for (var sql : List.of(
                "update audit_event set act = 'x' where id = '" + rows.getFirst() + "'",
                "delete from audit_event where id = '" + rows.getFirst() + "'",
                "truncate audit_event",
                "delete from audit_seal",
                "truncate audit_seal")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("only ever added to");
        }
    }

    @Test
    void a_month_that_nobody_prepared_gets_its_partition_when_it_is_written_to() {
        clock.tick(Duration.ofDays(400));
        from = clock.instant();

        write();

        assertThat(verify()).isEqualTo(new Whole(true));
    }

    @Test
    void two_nodes_that_seal_at_once_make_one_chain() {
        for (int i = 0; i < 20; i++) {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(status -> audit.read(actor, "Patient", UUID.randomUUID(), null));
        }

        var nodes = Stream.generate(() -> Thread.ofVirtual().start(this::sealAll))
                .limit(8)
                .toList();
        nodes.forEach(AuditVerificationTest::join);
        sealAll();

        assertThat(verify()).isEqualTo(new Whole(true));
    }
}
