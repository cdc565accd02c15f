package org.carewright.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL this process works on, until it is closed: its own on a data folder, one that another Carewright
 * process runs on that folder, or any other by address.
 */
public final class Database implements AutoCloseable {

    /** The command that keeps a folder's server running for others to join. */
    public static final String SERVE = "serve";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final int OLDEST_VERSION = 18;

    /** Kept out of the organizations' schemas, because all of them share one copy. */
    private static final String EXTENSIONS_SCHEMA = "extensions";

    private static final List<String> EXTENSIONS =
            List.of("btree_gist", "pg_trgm", "pgcrypto", "unaccent", "fuzzystrmatch");

    private static final int CONNECTIONS = 20;

    /** Longer than a restart of the server takes, so that people wait a moment instead of seeing an error. */
    private static final Duration LONGEST_WAIT_FOR_CONNECTION = Duration.ofSeconds(20);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final DatabaseAddress address;
    private final OrganizationName organization;
    private final Optional<Path> folder;
    private final Runnable stop;
    private boolean closed;

    private Database(DatabaseAddress address, OrganizationName organization, Optional<Path> folder, Runnable stop) {
        this.address = address;
        this.organization = organization;
        this.folder = folder;
        this.stop = stop;
    }

    /** Any PostgreSQL 18 or newer; user and password are for an address that names none. */
    public static Database at(
            String url, Optional<String> user, Optional<String> password, OrganizationName organization) {
        return new Database(DatabaseAddress.of(url, user, password), organization, Optional.empty(), () -> {})
                .prepared();
    }

    /**
     * The database of a data folder, for the named command. The first process on a folder runs the server: {@code serve}
     * insists on being that one; the other commands join a {@code serve} that runs there, and wait for each other.
     */
    public static Database in(Path folder, OrganizationName organization, String command) {
        var home = folder.toAbsolutePath().normalize();
        var announced = false;
        while (true) {
            var lock = FolderLock.take(home, command);
            if (lock.isPresent()) {
                return own(home, organization, lock.get());
            }
            var holder = FolderLock.holder(home);
            if (holder.isPresent() && command.equals(SERVE)) {
                throw new DatabaseUnavailable("The data folder " + home + " is in use by " + holder.get()
                        + "; stop that first, or choose another folder with --data.");
            }
            var port = EmbeddedPostgres.portOfRunning(home);
            if (port.isPresent()
                    && holder.map(FolderLock.Holder::command)
                            .filter(SERVE::equals)
                            .isPresent()) {
                return new Database(
                                EmbeddedPostgres.address(home, port.get()), organization, Optional.of(home), () -> {})
                        .prepared();
            }
            if (holder.isPresent() && !announced) {
                LOG.warn("Waiting for {}, which uses {}", holder.get(), home);
                announced = true;
            }
            pause();
        }
    }

    private static Database own(Path folder, OrganizationName organization, FolderLock lock) {
        try {
            var server = EmbeddedPostgres.start(folder, DataHome.folder().resolve("programs"));
            return new Database(server.address(), organization, Optional.of(folder), () -> {
                        server.close();
                        lock.close();
                    })
                    .prepared();
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("The wait for the data folder was interrupted.", e);
        }
    }

    public OrganizationName organization() {
        return organization;
    }

    /** The data folder, for what must not lie in the database; empty where the database is somebody else's. */
    public Optional<Path> folder() {
        return folder;
    }

    /** A new pool of connections that see the organization's schema, then the extensions. The caller closes it. */
    HikariDataSource pool() {
        var config = new HikariConfig();
        config.setPoolName("carewright");
        config.setJdbcUrl(address.jdbcUrl());
        config.setDataSourceProperties(properties());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(LONGEST_WAIT_FOR_CONNECTION.toMillis());
        return new HikariDataSource(config);
    }

    /** A connection outside the pool, for work that holds one for long, such as LISTEN. The caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), properties());
    }

    /** Whether the database takes a new connection and answers on it within this time. */
    public boolean answers(Duration within) {
        var properties = properties();
        var seconds = Long.toString(Math.max(1, within.toSeconds()));
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), properties)) {
            return connection.isValid((int) Math.max(1, within.toSeconds()));
        } catch (SQLException unreachable) {
            return false;
        }
    }

    private Properties properties() {
        var properties = new Properties();
        address.user().ifPresent(user -> properties.setProperty("user", user));
        address.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("currentSchema", organization.value() + "," + EXTENSIONS_SCHEMA);
        // What people wait for reads few rows: starting helpers would take longer than reading them.
        properties.setProperty("options", "-c max_parallel_workers_per_gather=0");
        properties.setProperty("ApplicationName", "carewright");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false"); // it quotes the row, and with it the patient
        return properties;
    }

    private Database prepared() {
        try (var connection = connect()) {
            requireVersion(connection);
            createExtensions(connection);
            return this;
        } catch (SQLException e) {
            close();
            throw new DatabaseUnavailable("The database at " + address + " can not be used: " + e.getMessage(), e);
        } catch (DatabaseUnavailable e) {
            close();
            throw e;
        }
    }

    private void requireVersion(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new DatabaseUnavailable("The database at " + address + " is PostgreSQL " + version
                    + "; Carewright needs PostgreSQL " + OLDEST_VERSION + " or newer.");
        }
    }

    private void createExtensions(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            // Two programs that start at once on one database do not trip over each other.
            statement.execute("select pg_advisory_xact_lock(hashtext('carewright extensions'))");
            statement.execute("create schema if not exists " + EXTENSIONS_SCHEMA);
            for (var extension : EXTENSIONS) {
                statement.execute("create extension if not exists " + extension + " schema " + EXTENSIONS_SCHEMA);
            }
        }
        requireInPlace(connection);
        connection.commit();
    }

    private void requireInPlace(Connection connection) throws SQLException {
        var sql =
                "select extname from pg_extension where extnamespace <> ?::regnamespace and extname = any (?) limit 1";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, EXTENSIONS_SCHEMA);
            statement.setArray(2, connection.createArrayOf("text", EXTENSIONS.toArray()));
            try (var misplaced = statement.executeQuery()) {
                if (misplaced.next()) {
                    var name = misplaced.getString("extname");
                    throw new DatabaseUnavailable("The database at " + address + " has the extension " + name
                            + " in another schema; run: alter extension " + name + " set schema " + EXTENSIONS_SCHEMA);
                }
            }
        }
    }

    /** The address without password, for people. */
    @Override
    public String toString() {
        return address.toString();
    }

    /** Stops the server if it is ours. Close the pools first. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop.run();
        }
    }
}
