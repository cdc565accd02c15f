package org.carewright.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Carewright that serves a data folder on a free port, started as a newcomer would. */
final class Clinic implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("is ready at (\\S+)");
    private static final Pattern TOKEN = Pattern.compile("\\bcwt_\\w+\\S*");
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

    private final Path folder;
    private final Process process;
    private final Path log;
    private final URI address;
    private final Duration start;

    private Clinic(Path folder, Process process, Path log) throws IOException, InterruptedException {
        var began = System.nanoTime();
        this.folder = folder;
        this.process = process;
        this.log = log;
        this.address = awaitAddress();
        this.start = Duration.ofNanos(System.nanoTime() - began);
    }

    /** @param folder kept by whoever starts it; the log lies beside it */
    static Clinic serve(Path folder, String... options) throws IOException, InterruptedException {
        var log = folder.resolveSibling(folder.getFileName() + ".log");
        var command = new ArrayList<>(List.of("serve", "--port", "0", "--data", folder.toString()));
        command.addAll(List.of(options));
        return new Clinic(folder, start(command, log), log);
    }

    /** Starts any command of the program, which ends with the bench; what it says goes to the file. */
    static Process start(List<String> command, Path log) throws IOException {
        var words = new ArrayList<>(List.of(Path.of("bin", "carewright").toString()));
        words.addAll(command);
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    /** Runs a command to its end. */
    static String run(List<String> command, Path log) throws IOException, InterruptedException {
        var process = start(command, log);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + Files.readString(log));
        }
        return Files.readString(log);
    }

    private URI awaitAddress() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            var ready = READY.matcher(Files.readString(log));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw new IllegalStateException("Carewright did not start:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    URI address() {
        return address;
    }

    /** From the command until it was ready. */
    Duration start() {
        return start;
    }

    /** A session of a person whose password the demo printed. */
    Visitor signIn(String login) throws IOException, InterruptedException {
        return Visitor.signedIn(address, login, password(login));
    }

    /** As the demo printed it. */
    String password(String login) throws IOException {
        var password = Pattern.compile(" " + login + " +(\\S+)\\R").matcher(Files.readString(log));
        if (!password.find()) {
            throw new IllegalStateException("no password was printed for " + login);
        }
        return password.group(1);
    }

    /** A token with which another system comes in, to every site. */
    String token(String scope) throws IOException, InterruptedException {
        var said = run(
                List.of("token", "create", "--data", folder.toString(), "--scope", scope, "Bench " + System.nanoTime()),
                folder.resolveSibling(folder.getFileName() + ".token.log"));
        var token = TOKEN.matcher(said);
        if (!token.find()) {
            throw new IllegalStateException("no token was made:\n" + said);
        }
        return token.group();
    }

    Connection database() throws SQLException, IOException {
        return database(folder);
    }

    /** On which the database's log of changes can be read. */
    Connection replication() throws SQLException, IOException {
        return database(folder, Effects.REPLICATION);
    }

    /** The database of a folder on which Carewright runs. */
    static Connection database(Path folder) throws SQLException, IOException {
        return database(folder, Map.of());
    }

    private static Connection database(Path folder, Map<String, String> more) throws SQLException, IOException {
        var postgres = folder.resolve("postgres");
        var properties = new Properties();
        properties.setProperty("user", "carewright");
        properties.setProperty(
                "password", Files.readString(postgres.resolve("password")).strip());
        properties.setProperty("currentSchema", "carewright,extensions");
        properties.putAll(more);
        var port = Files.readAllLines(postgres.resolve("18").resolve("postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/carewright", properties);
    }

    /** The first process of the database server. */
    ProcessHandle postmaster() throws IOException {
        var file = folder.resolve("postgres").resolve("18").resolve("postmaster.pid");
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                .orElseThrow();
    }

    ProcessHandle application() {
        return process.toHandle();
    }

    /** Memory that the application holds, in MB, without the database's. */
    long residentMegabytes() throws IOException {
        return resident(process.pid(), "VmRSS");
    }

    /** Memory that the database server holds, in MB, what its processes share counted once. */
    long databaseMegabytes() throws IOException {
        var pids = new ArrayList<Long>();
        var first = postmaster();
        pids.add(first.pid());
        first.descendants().forEach(process -> pids.add(process.pid()));
        long kilobytes = 0;
        for (var pid : pids) {
            kilobytes += Math.max(0, kilobytes(pid, "smaps_rollup", "Pss"));
        }
        return kilobytes / 1024;
    }

    /**
     * In MB.
     *
     * @param what {@code VmRSS} now, {@code VmHWM} at most; -1 where the system does not tell
     */
    static long resident(long pid, String what) throws IOException {
        var kilobytes = kilobytes(pid, "status", what);
        return kilobytes < 0 ? -1 : kilobytes / 1024;
    }

    private static long kilobytes(long pid, String file, String what) throws IOException {
        var told = Path.of("/proc", Long.toString(pid), file);
        if (!Files.exists(told)) {
            return -1;
        }
        return Files.readAllLines(told).stream()
                .filter(line -> line.startsWith(what + ":"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1L);
    }

    static String version(Connection database) throws SQLException {
        return database.getMetaData().getDatabaseProductVersion();
    }

    /** Stops it, however it is. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
