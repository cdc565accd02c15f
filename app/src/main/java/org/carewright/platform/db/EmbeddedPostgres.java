package org.carewright.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL server of our own on a data folder: made at the first start, recovered at every later one, watched
 * and restarted while it runs, stopped at the end. Whoever starts it holds the {@link FolderLock}, so any server that is
 * found alive on the folder is an orphan. The server is no child of this process in the system's eyes ({@code pg_ctl}
 * sets it apart), so that Ctrl-C reaches the application first and the application then stops the server.
 */
final class EmbeddedPostgres implements AutoCloseable {

    private static final String USER = "carewright";
    private static final String DATABASE = "carewright";
    private static final String MAJOR_VERSION = "18";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** Recovery after a crash replays what is not yet in the data files; with these settings that is minutes at most. */
    private static final Duration LONGEST_START = Duration.ofMinutes(15);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final int START_ATTEMPTS = 5;

    private final PostgresPrograms programs;
    private final Path folder;
    private final Path data;
    private final String password;
    private int port;
    private volatile boolean closed;

    private EmbeddedPostgres(PostgresPrograms programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
        this.data = data(folder);
        this.password = readPassword(folder);
    }

    /** Starts the server of a folder whose lock the caller holds. */
    static EmbeddedPostgres start(Path dataFolder, Path programCache) {
        try {
            var folder = Files.createDirectories(folder(dataFolder.toRealPath()));
            var programs = PostgresPrograms.unpacked(programCache);
            if (!Files.isDirectory(data(folder))) {
                initialise(programs, folder);
            }
            var server = new EmbeddedPostgres(programs, folder);
            server.startOnFreePort();
            Thread.ofVirtual().name("postgres-watch").start(server::watch);
            return server;
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The database in " + dataFolder + " could not be opened: " + e.getMessage(), e);
        }
    }

    /** The port of the server that another process runs on this folder, once it accepts connections. */
    static Optional<Integer> portOfRunning(Path dataFolder) {
        return PostmasterFile.read(data(folder(dataFolder)))
                .filter(PostmasterFile::ready)
                .map(PostmasterFile::port);
    }

    static DatabaseAddress address(Path dataFolder, int port) {
        return addressOn(port, readPassword(folder(dataFolder)));
    }

    DatabaseAddress address() {
        return addressOn(port, password);
    }

    private static DatabaseAddress addressOn(int port, String password) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, Optional.of(USER), Optional.of(password));
    }

    /** Stops the server: sessions are ended, everything is written down, the next start has nothing to recover. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (postmaster().isPresent()) {
                stop();
            }
        }
    }

    private static Path folder(Path dataFolder) {
        return dataFolder.resolve("postgres");
    }

    private static Path data(Path folder) {
        return folder.resolve(MAJOR_VERSION);
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("password");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private static String readPassword(Path folder) {
        try {
            return Files.readString(passwordFile(folder)).strip();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The password of the database can not be read: " + e.getMessage(), e);
        }
    }

    // ── The first start ──────────────────────────────────────────────────────────────────────────────────────────

    /** Makes the data directory beside its place and moves it there whole, so that a kill leaves nothing half-made. */
    private static void initialise(PostgresPrograms programs, Path folder) throws IOException {
        var part = folder.resolve(MAJOR_VERSION + ".part");
        FileSystemUtils.deleteRecursively(part);
        writePassword(passwordFile(folder));
        var characters = System.getProperty("os.name").startsWith("Linux") ? "C.UTF-8" : "en_US.UTF-8";
        must(programs.run(
                folder,
                "initdb",
                List.of(
                        "--pgdata=" + part,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile(folder),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // Built in, so that no upgrade of the system's C library changes the order of an index.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--lc-ctype=" + characters,
                        "--data-checksums",
                        "--set=timezone=UTC",
                        "--set=log_timezone=UTC",
                        "--set=shared_buffers=256MB",
                        "--set=effective_cache_size=1GB",
                        "--set=maintenance_work_mem=128MB",
                        "--set=work_mem=16MB",
                        "--set=max_wal_size=2GB",
                        "--set=random_page_cost=1.1")));
        must(programs.run(
                folder,
                "postgres",
                List.of("--single", "-D", part.toString(), "template1"),
                "create database " + DATABASE));
        Files.move(part, data(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writePassword(Path file) throws IOException {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, HexFormat.of().formatHex(secret), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void must(PostgresPrograms.Ended ended) {
        if (!ended.well()) {
            throw new DatabaseUnavailable("The database could not be made: " + ended.output());
        }
    }

    // ── Starting and stopping ────────────────────────────────────────────────────────────────────────────────────

    /** A port that was free a moment ago may be taken now, so a start has several attempts. */
    private void startOnFreePort() throws IOException {
        for (var attempt = 1; ; attempt++) {
            port = freePort();
            try {
                startServer();
                return;
            } catch (DatabaseUnavailable e) {
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
                LOG.warn("{} Trying again.", e.getMessage());
                pause(RETRY_INTERVAL);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void startServer() {
        stopOrphans();
        var options = String.join(
                " ",
                "-c listen_addresses=127.0.0.1",
                "-c port=" + port,
                "-c unix_socket_directories=''",
                "-c jit=off",
                // No patient's data in the log: an error, its detail and its statement may quote what was entered.
                "-c log_min_messages=log",
                "-c log_min_error_statement=panic",
                "-c log_error_verbosity=terse",
                "-c log_checkpoints=off");
        keepLastLog();
        var started = programs.run(
                folder,
                "pg_ctl",
                List.of(
                        "start",
                        "--wait",
                        "--timeout=" + LONGEST_START.toSeconds(),
                        "--pgdata=" + data,
                        "--log=" + log(),
                        "--options=" + options));
        if (!started.well()) {
            throw new DatabaseUnavailable("PostgreSQL did not start in " + data + ": " + reason(started));
        }
    }

    private void keepLastLog() {
        try {
            if (Files.exists(log())) {
                Files.move(log(), folder.resolve("server.last.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's own last word says more than that of {@code pg_ctl}. */
    private String reason(PostgresPrograms.Ended started) {
        try (var lines = Files.exists(log()) ? Files.lines(log()) : Stream.<String>empty()) {
            return lines.filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                    .reduce((earlier, last) -> last)
                    .map(line -> line.replaceFirst(".*(FATAL|PANIC):\\s*", "") + ".")
                    .orElse(started.output());
        } catch (IOException e) {
            return started.output();
        }
    }

    private void stop() {
        if (!stop("fast") && !stop("immediate")) {
            LOG.error("PostgreSQL in {} does not stop", data);
        }
    }

    private boolean stop(String mode) {
        return programs.run(
                        folder,
                        "pg_ctl",
                        List.of(
                                "stop",
                                "--wait",
                                "--timeout=" + LONGEST_STOP.toSeconds(),
                                "--mode=" + mode,
                                "--pgdata=" + data))
                .well();
    }

    // ── Recovery ─────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * Ends what an application that was killed left running here: the whole server, or the children of a server that
     * was killed itself. Process numbers are used again, so only what is proved to work on this very directory is
     * touched, and a file that names another process is removed.
     */
    private void stopOrphans() {
        if (postmaster().isPresent()) {
            stop();
        }
        try (var processes = ProcessHandle.allProcesses()) {
            processes.filter(this::worksHere).forEach(this::kill);
        }
        try {
            Files.deleteIfExists(PostmasterFile.in(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks about its work rather than its life, because a process that nobody reaps stays listed for ever. */
    private void kill(ProcessHandle orphan) {
        orphan.destroyForcibly();
        while (worksHere(orphan)) {
            pause(WATCH_INTERVAL);
        }
    }

    private Optional<ProcessHandle> postmaster() {
        return PostmasterFile.read(data)
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .filter(this::worksHere);
    }

    /** Whether a process is a PostgreSQL whose data directory is ours. */
    private boolean worksHere(ProcessHandle process) {
        var info = process.info();
        var program = info.command().map(Path::of).map(Path::getFileName).map(Path::toString);
        if (program.filter("postgres"::equals).isEmpty()) {
            return false;
        }
        var workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.exists(workingDirectory)
                    ? Files.isSameFile(workingDirectory, data)
                    : Arrays.asList(info.arguments().orElse(new String[0])).contains(data.toString());
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }

    /** Brings the server back on the same port when it dies while we live; the connection pool then reconnects. */
    private void watch() {
        while (!closed) {
            pause(WATCH_INTERVAL);
            if (postmaster().isEmpty()) {
                revive();
            }
        }
    }

    private synchronized void revive() {
        if (closed || postmaster().isPresent()) {
            return;
        }
        LOG.warn("PostgreSQL in {} has ended unexpectedly; starting it again", data);
        try {
            startServer();
            LOG.warn("PostgreSQL in {} is back", data);
        } catch (DatabaseUnavailable e) {
            LOG.error("{} Trying again.", e.getMessage());
            pause(RETRY_INTERVAL);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
