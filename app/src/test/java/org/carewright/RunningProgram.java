package org.carewright;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a process of its own, started much as {@code bin/carewright} starts it, but without anything of the tests. */
public final class RunningProgram implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Path data;
    private final Path output;
    private final Process process;

    private RunningProgram(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /** Starts a command on the data folder {@code data} in a folder. */
    public static RunningProgram in(Path folder, String... command) throws IOException {
        var data = folder.resolve("data");
        var output = Files.createTempFile(folder, "output", ".txt");
        var java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary(folder)),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classpath(),
                Carewright.class.getName());
        var builder = new ProcessBuilder(Stream.of(java, Stream.of(command), Stream.of("--data", data.toString()))
                        .flatMap(part -> part)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAREWRIGHT_"));
        // What is meant for others counts for nothing.
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT", "1",
                        "SERVER_ADDRESS", "0.0.0.0",
                        "SPRING_APPLICATION_JSON", "{\"server\":{\"address\":\"0.0.0.0\"}}",
                        "TRACE", "1"));
        return new RunningProgram(data, output, builder.start());
    }

    /** Where it puts what it needs for a while only. */
    public static Path temporary(Path folder) {
        return folder.resolve("temporary");
    }

    private static String classpath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> !place.endsWith("test-classes") && !place.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Everything it has printed. */
    public String said() throws IOException {
        return Files.readString(output);
    }

    /** The first group of what it prints, sooner or later. */
    public String said(String pattern) throws Exception {
        var words = Pattern.compile(pattern);
        until("it says " + pattern, () -> words.matcher(said()).find());
        var found = words.matcher(said());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Of a {@code serve}, once it is ready. */
    public int port() throws Exception {
        return Integer.parseInt(said("is ready at http://\\S+:(\\d+)"));
    }

    /** Waits for something that happens while the program runs. */
    public void until(String what, Callable<Boolean> happens) throws Exception {
        var deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!happens.call()) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as("%s, while it says:%n%s", what, said())
                    .isTrue();
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** Where its PostgreSQL has its data. */
    public Path cluster() {
        return data.resolve("postgres").resolve("18");
    }

    /** Where its PostgreSQL says which process it is, and on which port it listens; gone when that is stopped. */
    public Path postmasterFile() {
        return cluster().resolve("postmaster.pid");
    }

    /** What its PostgreSQL has said since it started. */
    public String postgresLog() throws IOException {
        return Files.readString(data.resolve("postgres").resolve("server.log"));
    }

    /** A connection to its PostgreSQL, which must be running. */
    public Connection connect() throws IOException, SQLException {
        var port = Files.readAllLines(postmasterFile()).get(3).strip();
        var password = Files.readString(data.resolve("postgres").resolve("password"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/carewright", "carewright", password.strip());
    }

    public ProcessHandle postgres() throws IOException {
        var pid = Files.readAllLines(postmasterFile()).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** One that has ended stays listed where nobody reaps it, but without a program. */
    public static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** {@code SIGTERM}. */
    public void terminate() {
        process.destroy();
    }

    /** The exit code, once it has ended. */
    public int exit() throws Exception {
        assertThat(process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS))
                .as("it ends, while it says:%n%s", said())
                .isTrue();
        return process.exitValue();
    }

    /** Ends it and its PostgreSQL, whatever became of them. */
    @Override
    public void close() throws IOException {
        var left = Files.exists(postmasterFile()) ? Stream.of(postgres()) : Stream.<ProcessHandle>empty();
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
        left.filter(RunningProgram::isRunning).forEach(ProcessHandle::destroyForcibly);
    }
}
