package org.carewright.care.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.carewright.care.records.RecordFixtures.freshId;
import static org.carewright.care.records.RecordFixtures.patient;
import static org.carewright.care.records.RecordFixtures.potassium;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.carewright.CarewrightTest;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The forms that files come in, whole and damaged, and values that can not be stored. */
@CarewrightTest
class RecordsImportFilesTest {

    private static final String YESTERDAY = "2026-11-15T08:00:00Z";

    @Autowired
    RecordFixtures records;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private SiteId site;
    private final String patient = freshId();
    private final String[] lines = {patient(patient), potassium(freshId(), patient, "4.1", YESTERDAY)};

    @BeforeEach
    void open() {
        site = directory.site();
    }

    @Test
    void compressed_files_come_in() throws IOException {
        Files.write(folder.resolve("a.json.gz"), gzip(lines[0].getBytes(UTF_8)));
        Files.write(folder.resolve("b.ndjson.gz"), gzip(String.join("\n", lines).getBytes(UTF_8)));

        var report = records.importFiles(site, folder);

        assertThat(report.refusals()).isEmpty();
        assertThat(report.total()).isEqualTo(new ImportCounts(2, 0, 1, 0));
    }

    @Test
    void archives_come_in() throws IOException {
        var zip = records.importFiles(site, Files.write(folder.resolve("a.zip"), zip()));
        var tar = records.importFiles(site, Files.write(folder.resolve("b.tar.gz"), gzip(tar())));

        assertThat(zip.total()).isEqualTo(new ImportCounts(2, 0, 0, 0));
        assertThat(tar.skippedFiles()).isEqualTo(2);
        assertThat(tar.refusals()).isEmpty();
    }

    @Test
    void archives_unpack_together_no_more_than_there_is_room_for() throws IOException {
        var one = Files.write(folder.resolve("a.zip"), zip());
        var two = Files.write(folder.resolve("b.zip"), zip());
        var length = Arrays.stream(lines)
                .mapToLong(line -> line.getBytes(UTF_8).length)
                .sum();

        try (var enough = SourceTree.of(List.of(one, two), 2 * length);
                var tooLittle = SourceTree.of(List.of(one, two), 2 * length - 1)) {
            assertThat(enough.damaged()).isEmpty();
            assertThat(enough.sources()).hasSize(4);
            assertThat(tooLittle.sources())
                    .hasSize(2)
                    .allMatch(source -> source.name().contains("a.zip"));
            assertThat(tooLittle.damaged()).singleElement().satisfies(damaged -> {
                assertThat(damaged.name()).endsWith("b.zip");
                assertThat(damaged.issue().message()).contains("half of the free disk");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar.gz", "ndjson.gz", "json.gz"})
    void a_damaged_file_is_refused_by_name_and_the_others_come_in(String form) throws IOException {
        var whole = form.equals("zip") ? zip() : gzip(form.equals("tar.gz") ? tar() : lines[1].getBytes(UTF_8));
        var cutOff = folder.resolve("cut-off." + form);
        Files.write(cutOff, Arrays.copyOf(whole, whole.length - 12));
        Files.writeString(folder.resolve("garbage." + form), "no such thing");
        Files.writeString(folder.resolve("good.json"), lines[0]);

        var report = records.importFiles(site, folder);

        assertThat(report.total().created()).isOne();
        assertThat(report.refusals())
                .hasSize(2)
                .allMatch(refusal -> refusal.issue().message().contains("ask for it again"));
        assertThat(report.refusals().getFirst().file()).isEqualTo(cutOff.toString());
    }

    @Test
    void a_flipped_bit_in_an_archive_is_noticed() throws IOException {
        var bytes = zip();
        bytes[60] ^= 1;
        Files.write(folder.resolve("a.zip"), bytes);

        var report = records.importFiles(site, folder);

        assertThat(report.refusals()).hasSize(1);
        assertThat(report.total()).isEqualTo(ImportCounts.NONE);
    }

    @Test
    void a_document_longer_than_memory_should_hold_is_refused_however_small_it_is_compressed() throws IOException {
        var file = folder.resolve("long.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            var blanks = " ".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i <= 100; i++) {
                out.write(blanks);
            }
        }

        var report = records.importFiles(site, folder);

        assertThat(report.refusals().getFirst().issue().message()).contains("longer than 100 MB", "NDJSON");
    }

    @Test
    void a_line_longer_than_memory_should_hold_is_refused_and_the_others_come_in() {
        var report = records.importLines(
                site, lines[0], "{\"resourceType\":\"Basic\",\"x\":\"" + "y".repeat(9 << 20) + "\"}", lines[1]);

        assertThat(report.total()).isEqualTo(new ImportCounts(2, 0, 0, 1));
        assertThat(report.refusals().getFirst().label()).isEqualTo("line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"note\":[{\"x\":\"a\\u0000b\"}]",
                "\"x\\u0000\":1",
                "\"x\":\"\\ud800\"",
                "\"x\":1e200000",
                "\"x\":-1e-200000",
                "\"identifier\":[{\"system\":\"urn:x\",\"value\":\"LONG\"}]",
                "\"code\":{\"coding\":[{\"code\":\"LONG\"}]}",
                "\"subject\":{\"reference\":\"Patient/LONG\"}",
                "\"status\":\"LONG\""
            })
    void a_value_that_can_not_be_stored_is_refused_with_its_place_and_the_rest_of_the_bundle_comes_in(String value) {
        var bad = "{\"resourceType\":\"Something\",\"id\":\"%s\",%s}"
                .formatted(freshId(), value.replace("LONG", "7".repeat(20_000)));

        var report = records.importFile(site, ".json", """
                {"resourceType":"Bundle","type":"collection","entry":[{"resource":%s},{"resource":%s},{"resource":%s}]}
                """.formatted(lines[0], bad, lines[1]));

        assertThat(report.total()).isEqualTo(new ImportCounts(2, 0, 0, 1));
        assertThat(report.refusals().getFirst().label()).isEqualTo("entry[1]");
        assertThat(report.refusals().getFirst().issue().path()).startsWith("Something.");
    }

    @Test
    void what_the_database_refuses_for_no_foreseen_reason_is_found_and_the_other_lines_come_in() {
        var bad = freshId();
        jdbc.sql("alter table chart_resource add constraint unforeseen check (logical_id <> '" + bad + "')")
                .update();
        try {
            var report = records.importLines(site, lines[0], potassium(bad, patient, "4.0", YESTERDAY), lines[1]);

            assertThat(report.total()).isEqualTo(new ImportCounts(2, 0, 0, 1));
            assertThat(report.refusals()).hasSize(1);
            assertThat(report.refusals().getFirst().label()).isEqualTo("line 2");
        } finally {
            jdbc.sql("alter table chart_resource drop constraint unforeseen").update();
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < lines.length; i++) {
                out.putNextEntry(new ZipEntry("in/" + i + ".json"));
                write(lines[i], out);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] tar() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < lines.length; i++) {
                var entry = new TarArchiveEntry("in/" + i + ".json");
                entry.setSize(lines[i].getBytes(UTF_8).length);
                out.putArchiveEntry(entry);
                write(lines[i], out);
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    /** What an archive calls its files is shown and never written to. */
    @Test
    void names_in_an_archive_that_lead_out_of_it_lead_nowhere() throws IOException {
        var outside = folder.resolve("outside.json").toAbsolutePath();
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("../../../../../../../../" + outside));
            write(lines[0], out);
            out.putNextEntry(new ZipEntry(outside.toString()));
            write(lines[1], out);
            out.putNextEntry(new ZipEntry("..\\..\\in.zip"));
            out.write(zip());
        }
        var archive = Files.createDirectory(folder.resolve("in")).resolve("a.zip");

        var report = records.importFiles(site, Files.write(archive, bytes.toByteArray()));

        assertThat(report.total().created()).isEqualTo(2);
        assertThat(report.refusals())
                .singleElement()
                .satisfies(nested -> assertThat(nested.file()).endsWith("in.zip"));
        assertThat(outside).doesNotExist();
    }

    @Test
    void patients_and_visits_that_refer_to_each_other_in_circles_come_in() {
        var other = freshId();
        var report = records.importFile(site, ".json", """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"%1$s","name":[{"family":"F%1$s"}],
                              "link":[{"other":{"reference":"Patient/%2$s"},"type":"seealso"}]}},
                 {"resource":{"resourceType":"Patient","id":"%2$s","name":[{"family":"F%2$s"}],
                              "link":[{"other":{"reference":"Patient/%1$s"},"type":"replaced-by"}]}},
                 {"resource":{"resourceType":"Encounter","id":"a%1$s","status":"finished","class":{"code":"AMB"},
                              "subject":{"reference":"Patient/%1$s"},"partOf":{"reference":"Encounter/b%1$s"}}},
                 {"resource":{"resourceType":"Encounter","id":"b%1$s","status":"finished","class":{"code":"AMB"},
                              "subject":{"reference":"Patient/%1$s"},"partOf":{"reference":"Encounter/a%1$s"}}}]}
                """.formatted(freshId(), other));

        assertThat(report.refusals()).isEmpty();
        assertThat(report.total().created()).isEqualTo(4);
    }
}
