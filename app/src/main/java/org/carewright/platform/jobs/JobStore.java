package org.carewright.platform.jobs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the scheduler and the event registry are doing; they write their tables themselves. */
@Repository
class JobStore {

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A listener that finishes deletes its row. */
    long outstandingEvents() {
        return jdbc.sql("select count(*) from event_publication where completion_date is null")
                .query(Long.class)
                .single();
    }

    long failing() {
        return jdbc.sql("select count(*) from scheduled_tasks where consecutive_failures > 0")
                .query(Long.class)
                .single();
    }

    /** When the job that waits longest for its turn should have begun, or will. */
    Optional<Instant> mostOverdue() {
        return jdbc.sql("select min(execution_time) as at from scheduled_tasks where not picked")
                .query((row, n) -> Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant))
                .single();
    }
}
