package org.carewright.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tables were written to, as PostgreSQL's own log of changes tells: all that was committed, also what left no row in
 * the audit trail. Needs {@code wal_level = logical}.
 */
final class Effects {

    private static final String SLOT = "bench_effects";

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

    Effects(Connection database) throws SQLException {
        this.database = database;
        try (var statement = database.createStatement()) {
            statement.execute("select pg_create_logical_replication_slot('" + SLOT + "', 'test_decoding', true)");
        }
    }

    /** Tables with rows that came, went or changed since this was last asked. */
    Set<String> since() throws SQLException {
        try (var query = database.createStatement();
                var rows = query.executeQuery("""
                        select distinct substring(data from '^table [^.]+\\.([^:]+):')
                        from pg_logical_slot_get_changes('bench_effects', null, null)
                        where data like 'table %'
                        """)) {
            var tables = new TreeSet<String>();
            while (rows.next()) {
                var table = rows.getString(1);
                if (!ALWAYS.contains(table) && !table.startsWith("audit_event")) {
                    tables.add(table);
                }
            }
            return tables;
        }
    }

    /** Waits until what was accepted has had all its consequences, so that they are not taken for those of the next request. */
    void settle() throws SQLException, InterruptedException {
        do {
            Thread.sleep(5);
            since();
        } while (Queries.texts(database, "select id from event_publication where completion_date is null limit 1")
                        .size()
                > 0);
        since();
    }
}
