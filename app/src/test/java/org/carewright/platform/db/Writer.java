package org.carewright.platform.db;

import java.nio.file.Path;
import java.sql.SQLException;

/** A program of its own for tests to kill: writes one row after another and says each number once it is safe. */
final class Writer {

    private Writer() {}

    public static void main(String[] args) throws SQLException {
        try (var database = Database.in(Path.of(args[0]), OrganizationName.DEFAULT, Database.SERVE)) {
            var next = firstFree(database);
            while (true) {
                next = writeFrom(next, database);
            }
        }
    }

    private static int firstFree(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists extensions.written (number int primary key)");
            try (var last = statement.executeQuery("select coalesce(max(number), 0) from extensions.written")) {
                last.next();
                return last.getInt(1) + 1;
            }
        }
    }

    /** Writes until the connection breaks; the number whose fate is unknown is not said and not used again. */
    private static int writeFrom(int first, Database database) {
        var number = first;
        try (var connection = database.connect();
                var insert = connection.prepareStatement("insert into extensions.written values (?)")) {
            while (true) {
                insert.setInt(1, number++);
                insert.executeUpdate();
                System.out.println(number - 1);
            }
        } catch (SQLException serverGone) {
            return number;
        }
    }
}
