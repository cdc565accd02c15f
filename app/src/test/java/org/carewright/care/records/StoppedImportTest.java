package org.carewright.care.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.carewright.RunningProgram;
import org.carewright.platform.db.Database;
import org.carewright.platform.db.OrganizationName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import fhir} is told to stop while it works, with a real process and signal, and begun again. */
class StoppedImportTest {

    private static final Path BUNDLES = Path.of("../../shared/data/synthea-ohio-60/fhir-r4-bundles.tar.gz");
    private static final int PATIENTS = 16;
    private static final long SMALLEST = 300_000;
    private static final long GREATEST = 700_000;

    @TempDir
    Path folder;

    @Test
    void an_import_that_is_stopped_and_begun_again_brings_what_one_in_a_single_run_does() throws Exception {
        assumeTrue(Files.exists(BUNDLES), "the sample data are not on this machine");
        var records = unpacked();

        try (var stopped = imports(records, "stopped")) {
            stopped.until("it has taken in a file", () -> taken(stopped) > 0);
            var postgres = stopped.postgres();
            stopped.terminate();
            assertThat(stopped.exit()).isEqualTo(143);
            assertThat(stopped.said())
                    .as("the files it is at are finished")
                    .doesNotContain("the log says why", "ERROR");
            assertThat(RunningProgram.isRunning(postgres)).isFalse();
            assertThat(stopped.postmasterFile()).doesNotExist();
        }
        try (var again = imports(records, "stopped")) {
            assertThat(again.exit()).isZero();
            assertThat(again.said()).containsPattern("\\b([1-9]|1[0-5]) of 16 files were taken in before");
        }
        try (var whole = imports(records, "whole")) {
            assertThat(whole.exit()).isZero();
            assertThat(whole.said()).doesNotContain("taken in before");
        }

        try (var database = Database.in(folder.resolve("data"), new OrganizationName("whole"), "test");
                var connection = database.connect()) {
            var expected = counts("whole", connection);
            assertThat(expected).containsEntry("Patient", 16L).containsEntry("patient", 16L);
            assertThat(counts("stopped", connection)).isEqualTo(expected);
        }
    }

    @Test
    void an_import_that_is_stopped_while_it_unpacks_leaves_no_patients_record_behind() throws Exception {
        assumeTrue(Files.exists(BUNDLES), "the sample data are not on this machine");
        var temporary = RunningProgram.temporary(folder);

        try (var stopped = imports(BUNDLES.toAbsolutePath(), "stopped")) {
            stopped.until(
                    "it unpacks",
                    () -> files(temporary).anyMatch(file -> file.toString().contains("carewright-import")));
            stopped.terminate();

            assertThat(stopped.exit()).isEqualTo(143);
            assertThat(stopped.said()).doesNotContain("the log says why", "ERROR", "unexpectedly");
        }

        assertThat(files(temporary).filter(file -> file.toString().contains("carewright-import")))
                .isEmpty();
    }

    private static Stream<Path> files(Path below) throws IOException {
        try (var files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (NoSuchFileException | UncheckedIOException goneMeanwhile) {
            return Stream.of();
        }
    }

    /** An organization is a schema, so that both imports have a place of their own in one database. */
    private RunningProgram imports(Path records, String organization) throws IOException {
        var report = folder.resolve("refusals.csv").toString();
        return RunningProgram.in(
                folder, "import", "fhir", records.toString(), "--report", report, "--organization", organization);
    }

    /** So far; none while the database is being made. */
    private static long taken(RunningProgram program) throws IOException {
        try (var connection = program.connect()) {
            return count("select count(*) from stopped.chart_import_file where completed_at is not null", connection);
        } catch (NoSuchFileException | IndexOutOfBoundsException | SQLException notYet) {
            return 0;
        }
    }

    private static Map<String, Long> counts(String organization, Connection connection) throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select type, count(*) as number from " + organization + ".chart_resource group by type")) {
            while (rows.next()) {
                counts.put(rows.getString("type"), rows.getLong("number"));
            }
        }
        for (var table : new String[] {"patient", "chart_resource_version", "chart_identifier", "open_loop"}) {
            counts.put(table, count("select count(*) from " + organization + "." + table, connection));
        }
        return counts;
    }

    private static long count(String sql, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Some patients whose records are neither long nor short. */
    private Path unpacked() throws IOException {
        var records = Files.createDirectory(folder.resolve("records"));
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(BUNDLES)))) {
            var left = PATIENTS;
            for (var entry = tar.getNextEntry(); entry != null && left > 0; entry = tar.getNextEntry()) {
                var isPatient = !entry.getName().contains("Information");
                if (isPatient && entry.getSize() > SMALLEST && entry.getSize() < GREATEST) {
                    Files.copy(tar, records.resolve(PATIENTS - left + ".json"));
                    left--;
                }
            }
        }
        try (var files = Files.list(records)) {
            assertThat(files).hasSize(PATIENTS);
        }
        return records;
    }
}
