package org.carewright.care.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carewright.care.records.RecordFixtures.freshId;
import static org.carewright.care.records.RecordFixtures.patient;
import static org.carewright.care.records.RecordFixtures.potassium;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carewright.CarewrightTest;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CarewrightTest
class RecordsImportTest {

    private static final Path SAMPLES = Path.of("../../shared/data");

    @Autowired
    RecordFixtures records;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_second_import_changes_nothing_and_says_so() {
        var site = directory.site();
        var id = freshId();
        var observation = potassium(freshId(), id, "4.1", "2026-11-10T08:00:00Z");
        records.importLines(site, patient(id), observation);

        var again = records.importLines(site, patient(id), observation);
        var inAnotherFile = records.importLines(site, observation, patient(id));

        assertThat(again.skippedFiles()).isOne();
        assertThat(again.total()).isEqualTo(ImportCounts.NONE);
        assertThat(inAnotherFile.total()).isEqualTo(new ImportCounts(0, 0, 2, 0));
    }

    @Test
    void a_changed_resource_becomes_a_new_version_and_the_old_one_is_kept() {
        var site = directory.site();
        var id = freshId();
        var observation = freshId();
        records.importLines(site, patient(id), potassium(observation, id, "4.1", "2026-11-10T08:00:00Z"));

        var report = records.importLines(site, potassium(observation, id, "4.3", "2026-11-10T08:00:00Z"));

        assertThat(report.total()).isEqualTo(new ImportCounts(0, 1, 0, 0));
        assertThat(valueOf("chart_resource", "id", observation)).isEqualTo("4.3");
        assertThat(valueOf("chart_resource_version", "resource_id", observation))
                .isEqualTo("4.1");
    }

    @Test
    void a_bad_resource_is_reported_with_its_place_and_does_not_stop_the_rest() {
        var site = directory.site();
        var id = freshId();
        var bad = potassium(freshId(), id, "\"4.1\"", "2026-11-10T08:00:00Z");

        var report =
                records.importLines(site, patient(id), bad, potassium(freshId(), id, "4.0", "2026-11-11T08:00:00Z"));

        assertThat(report.total()).isEqualTo(new ImportCounts(2, 0, 0, 1));
        var refusal = report.refusals().getFirst();
        assertThat(refusal.label()).isEqualTo("line 2");
        assertThat(refusal.issue().path()).isEqualTo("Observation.valueQuantity.value");
        assertThat(refusal.issue().message()).isEqualTo("must be a number, without quotes");
    }

    @Test
    void references_within_a_bundle_and_by_identifier_point_at_what_is_here() {
        var site = directory.site();
        var patient = freshId();
        var npi = freshId();

        var report = records.importFile(site, ".json", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                {"fullUrl":"urn:uuid:%1$s","resource":%2$s,"request":{"method":"POST","url":"Patient"}},
                {"resource":{"resourceType":"Practitioner","id":"%3$s","identifier":[{"system":"urn:npi","value":"%3$s"}]},"request":{"method":"POST","url":"Practitioner","ifNoneExist":"identifier=urn:npi|%3$s"}},
                {"resource":{"resourceType":"Procedure","id":"%1$s","status":"completed","subject":{"reference":"urn:uuid:%1$s"},"performer":[{"actor":{"reference":"Practitioner?identifier=urn:npi|%3$s"}},{"actor":{"reference":"Practitioner?identifier=urn:npi|unknown"}}]},"request":{"method":"POST","url":"Procedure"}}]}
                """.formatted(patient, patient(patient), npi));

        assertThat(report.refusals()).isEmpty();
        var content = content("Procedure", patient);
        assertThat(content)
                .contains("Patient/" + records.patientOf(patient))
                .contains("Practitioner/" + RecordFixtures.idOf("Practitioner", npi));
        assertThat(content).contains("\"value\": \"unknown\"").doesNotContain("urn:uuid:");
    }

    @Test
    void a_conditional_create_finds_what_an_earlier_import_brought() {
        var site = directory.site();
        var npi = freshId();
        var bundle = """
                {"resourceType":"Bundle","type":"batch","entry":[{"fullUrl":"urn:uuid:%s","resource":{"resourceType":"Practitioner","identifier":[{"system":"urn:npi","value":"%s"}]},"request":{"method":"POST","url":"Practitioner","ifNoneExist":"identifier=urn:npi|%s"}}]}
                """;
        records.importFile(site, ".json", bundle.formatted(freshId(), npi, npi));

        var report = records.importFile(site, ".json", bundle.formatted(freshId(), npi, npi));

        assertThat(report.total()).isEqualTo(new ImportCounts(0, 0, 1, 0));
    }

    @Test
    void what_comes_before_its_patient_is_filed_when_the_patient_comes() {
        var site = directory.site();
        var id = freshId();
        var observation = freshId();
        records.importLines(site, potassium(observation, id, "4.1", "2026-11-10T08:00:00Z"));

        records.importLines(site, patient(id));

        assertThat(jdbc.sql("select patient_id from chart_resource where id = :id")
                        .param(
                                "id",
                                RecordFixtures.idOf("Observation", observation).value())
                        .query(java.util.UUID.class)
                        .single())
                .isEqualTo(records.patientOf(id).value());
    }

    @Test
    void an_interrupted_import_goes_on_where_it_stopped() throws IOException {
        var site = directory.site();
        var id = freshId();
        var folder = Files.createTempDirectory("records");
        Files.writeString(folder.resolve("a.json"), patient(id));
        records.importFiles(site, folder);
        Files.writeString(folder.resolve("b.json"), potassium(freshId(), id, "4.1", "2026-11-10T08:00:00Z"));

        var report = records.importFiles(site, folder);

        assertThat(report.skippedFiles()).isOne();
        assertThat(report.total()).isEqualTo(new ImportCounts(1, 0, 0, 0));
    }

    @Test
    void unknown_types_and_extensions_are_kept_whole() {
        var site = directory.site();
        var id = freshId();

        var report = records.importLines(site, """
                {"resourceType":"SpaceFlight","id":"%s","crew":[{"name":"Ada"}],"extension":[{"url":"urn:x","valueString":"y"}]}""".formatted(id));

        assertThat(report.total().created()).isOne();
        assertThat(content("SpaceFlight", id)).contains("\"crew\"").contains("urn:x");
    }

    @Test
    void broken_files_are_refused_as_a_whole_with_the_place() {
        var site = directory.site();

        var truncated =
                records.importFile(site, ".json", "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Lost\"");
        var twice = records.importFile(site, ".json", "{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}");
        var deep = records.importFile(site, ".json", "[".repeat(5_000));
        var xml = records.importFile(site, ".xml", "<Patient/>");

        for (var report : List.of(truncated, twice, deep, xml)) {
            assertThat(report.refusals()).hasSize(1);
            assertThat(report.total().created()).isZero();
        }
        assertThat(truncated.refusals().getFirst().issue().message()).contains("line 1");
    }

    @Test
    void the_examples_of_hl7_are_taken_in() {
        var examples = SAMPLES.resolve("fhir-examples/hl7-r4");
        assumeTrue(Files.isDirectory(examples), "the sample data are not on this machine");

        var report = records.importFiles(directory.site(), examples);

        assertThat(report.refusals())
                .filteredOn(refusal -> !refusal.file().endsWith(".xml"))
                .as("only the one example whose items lack the linkId that R4 requires")
                .allMatch(refusal -> refusal.file().endsWith("bundle-questionnaire.json")
                        && refusal.issue().path().endsWith(".linkId"));
    }

    private String valueOf(String table, String key, String observation) {
        return jdbc.sql("select content #>> '{valueQuantity,value}' from " + table + " where " + key + " = :id")
                .param("id", RecordFixtures.idOf("Observation", observation).value())
                .query(String.class)
                .single();
    }

    private String content(String type, String logicalId) {
        return jdbc.sql("select content::text from chart_resource where id = :id")
                .param("id", RecordFixtures.idOf(type, logicalId).value())
                .query(String.class)
                .single();
    }
}
