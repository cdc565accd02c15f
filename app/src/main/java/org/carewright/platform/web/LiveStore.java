package org.carewright.platform.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.carewright.platform.db.Params;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** LISTEN and NOTIFY. Channels belong to the whole database, so the channel carries the organization's schema. */
@Repository
class LiveStore {

    private static final Logger log = LoggerFactory.getLogger(LiveStore.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    LiveStore(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    void notify(Set<String> topics) {
        jdbc.sql("select pg_notify('live_' || current_schema(), topic) from unnest(cast(:topics as text[])) topic")
                .params(Params.none().texts("topics", topics).map())
                .query((row, number) -> number)
                .list();
    }

    /** Hands on what is heard, on one connection of the pool, and connects anew whenever that breaks. */
    void hear(Consumer<String> told, BooleanSupplier on) {
        var pause = Duration.ofSeconds(1);
        while (on.getAsBoolean()) {
            try (var connection = dataSource.getConnection()) {
                listen(connection);
                told.accept(LiveListener.EVERYTHING);
                pause = Duration.ofSeconds(1);
                while (on.getAsBoolean()) hearOnce(connection, told);
            } catch (SQLException broken) {
                if (!on.getAsBoolean()) return;
                log.warn("live updates are interrupted, next try in {} s", pause.toSeconds());
                if (!sleep(pause)) return;
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var channel = statement.executeQuery("select quote_ident('live_' || current_schema())")) {
                channel.next();
                var name = channel.getString(1);
                statement.execute("listen " + name);
            }
        }
    }

    private static void hearOnce(Connection connection, Consumer<String> told) throws SQLException {
        var notifications = connection.unwrap(PGConnection.class).getNotifications((int) LOOK.toMillis());
        if (notifications == null) return;
        for (var notification : notifications) told.accept(notification.getParameter());
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
