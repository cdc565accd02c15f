package org.carewright.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What benches ask the database, and what they pick of the answer. */
final class Queries {

    private Queries() {}

    /** The first column of all rows. */
    static List<UUID> ids(Connection database, String query) throws SQLException {
        return first(database, query, row -> row.getObject(1, UUID.class));
    }

    /** The first column of all rows. */
    static List<String> texts(Connection database, String query) throws SQLException {
        return first(database, query, row -> row.getString(1));
    }

    private interface Value<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> first(Connection database, String query, Value<T> value) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<T>();
            while (rows.next()) {
                values.add(value.of(rows));
            }
            return values;
        }
    }

    static <T> T any(List<T> of) {
        return of.get(ThreadLocalRandom.current().nextInt(of.size()));
    }
}
