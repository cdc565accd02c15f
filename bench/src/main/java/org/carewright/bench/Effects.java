package org.carewright.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/**
 * Which tables were written to, as PostgreSQL's own log of changes tells: all that was committed, also what left no row in
 * the audit trail. Needs {@code wal_level = logical}.
 */
final class Effects {

    /** Of the connection that {@link #Effects} reads the log on. */
    static final Map<String, String> REPLICATION =
            Map.of("replication", "database", "preferQueryMode", "simple", "assumeMinServerVersion", "18");

    private static final String SLOT = "bench_effects";
    private static final Pattern TABLE = Pattern.compile("table [^.]+\\.([^:]+):");

    /** What is written whatever the answer: who asked and was answered what, who is signed in, whose turn is next. */
    private static final Set<String> ALWAYS = Set.of(
            "api_token",
            "application_secret",
            "audit_anchor",
            "audit_seal",
            "audit_unsealed",
            "scheduled_tasks",
            "sign_in_throttle",
            "spring_session",
            "spring_session_attributes",
            "staff_session");

    private final Connection database;
    private final PGReplicationStream changes;
    private int asked;

    Effects(Connection database, Connection replication) throws SQLException {
        this.database = database;
        var api = replication.unwrap(PGConnection.class).getReplicationAPI();
        api.createReplicationSlot()
                .logical()
                .withSlotName(SLOT)
                .withOutputPlugin("test_decoding")
                .withTemporaryOption()
                .make();
        changes = api.replicationStream().logical().withSlotName(SLOT).start();
    }

    /** Tables with rows that came, went or changed since this was last asked. */
    Set<String> since() throws SQLException {
        var here = "bench asked " + asked++;
        Queries.texts(database, "select pg_logical_emit_message(false, 'bench', '" + here + "', true)");
        var tables = new TreeSet<String>();
        for (var change = next(); !change.endsWith(here); change = next()) {
            var table = TABLE.matcher(change);
            if (table.lookingAt()
                    && !ALWAYS.contains(table.group(1))
                    && !table.group(1).startsWith("audit_event")) {
                tables.add(table.group(1));
            }
        }
        changes.setFlushedLSN(changes.getLastReceiveLSN());
        return tables;
    }

    private String next() throws SQLException {
        return StandardCharsets.UTF_8
                .decode(Objects.requireNonNull(changes.read(), "it is open"))
                .toString();
    }

    /** Waits until what was accepted has had all its consequences, so that they are not taken for those of the next request. */
    void settle() throws SQLException, InterruptedException {
        while (!Queries.texts(database, "select id from event_publication where completion_date is null limit 1")
                .isEmpty()) {
            Thread.sleep(5);
        }
        since();
    }
}
