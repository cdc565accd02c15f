package org.carewright.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves behind, with real processes and real kills, again and again on one folder. */
class RecoveryTest {

    @TempDir
    static Path folder;

    private Process writer;
    private BufferedReader said;

    @BeforeEach
    void start_a_program_that_writes() throws IOException {
        writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = writer.inputReader();
    }

    @AfterEach
    void leave_nothing_running() {
        writer.destroyForcibly().onExit().join();
        reopen().close();
    }

    @Test
    void the_application_is_killed_and_keeps_what_it_acknowledged() throws Exception {
        var acknowledged = new ArrayList<>(next(50));

        kill(writer.toHandle());
        acknowledged.addAll(rest());

        assertThat(written()).containsAll(acknowledged);
    }

    @Test
    void the_server_is_killed_and_the_application_goes_on() throws Exception {
        var acknowledged = new ArrayList<>(next(50));

        kill(postmaster());
        acknowledged.addAll(next(500));

        kill(writer.toHandle());
        acknowledged.addAll(rest());
        assertThat(written()).containsAll(acknowledged);
    }

    @Test
    void server_and_application_are_killed_and_the_next_start_keeps_what_was_acknowledged() throws Exception {
        var acknowledged = new ArrayList<>(next(50));

        var server = postmaster();
        kill(Stream.concat(Stream.of(writer.toHandle(), server), server.descendants())
                .toArray(ProcessHandle[]::new));
        acknowledged.addAll(rest());

        assertThat(written()).containsAll(acknowledged);
    }

    @Test
    void a_second_server_on_the_folder_is_refused_and_told_who_has_it() throws Exception {
        next(1);

        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(this::reopen)
                .withMessageContaining(folder.toString())
                .withMessageContaining("carewright serve (process " + writer.pid() + ")");

        next(1);
    }

    @Test
    void a_command_joins_the_server_of_the_running_application() throws Exception {
        var acknowledged = next(10);

        try (var joined = Database.in(folder, OrganizationName.DEFAULT, "audit verify")) {
            assertThat(written(joined)).containsAll(acknowledged);
        }

        assertThat(next(1)).isNotEmpty();
    }

    @Test
    void a_server_that_only_a_stale_file_names_is_left_alone(@TempDir Path other) throws Exception {
        next(1);
        Database.in(other, OrganizationName.DEFAULT, Database.SERVE).close();
        Files.copy(PostmasterFile.in(data(folder)), PostmasterFile.in(data(other)));

        Database.in(other, OrganizationName.DEFAULT, Database.SERVE).close();

        assertThat(next(50)).hasSize(50);
    }

    private Database reopen() {
        return Database.in(folder, OrganizationName.DEFAULT, Database.SERVE);
    }

    private List<Integer> written() throws SQLException {
        try (var database = reopen()) {
            return written(database);
        }
    }

    private static List<Integer> written(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select number from extensions.written")) {
            var numbers = new ArrayList<Integer>();
            while (rows.next()) {
                numbers.add(rows.getInt("number"));
            }
            return numbers;
        }
    }

    /** The next numbers that the writer says; waits for them. */
    private List<Integer> next(int count) throws IOException {
        var numbers = new ArrayList<Integer>();
        while (numbers.size() < count) {
            var line = said.readLine();
            assertThat(line).as("the writer goes on").isNotNull();
            if (isNumber(line)) {
                numbers.add(Integer.valueOf(line));
            }
        }
        return numbers;
    }

    /** What the writer said before it was killed and nobody has read yet. */
    private List<Integer> rest() {
        return said.lines().filter(RecoveryTest::isNumber).map(Integer::valueOf).toList();
    }

    /** The log speaks on the same output. */
    private static boolean isNumber(String line) {
        return line.matches("\\d+");
    }

    private ProcessHandle postmaster() {
        return PostmasterFile.read(data(folder))
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .orElseThrow();
    }

    private static Path data(Path folder) {
        return folder.resolve("postgres").resolve("18");
    }

    private void kill(ProcessHandle... processes) throws InterruptedException {
        Stream.of(processes).forEach(ProcessHandle::destroyForcibly);
        if (Arrays.asList(processes).contains(writer.toHandle())) {
            writer.waitFor();
        }
    }
}
