package org.carewright.care.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carewright.care.records.RecordFixtures.freshId;
import static org.carewright.care.records.RecordFixtures.idOf;
import static org.carewright.care.records.RecordFixtures.patient;
import static org.carewright.care.records.RecordFixtures.potassium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records that are told twice, by several sources, in several files, at the same time or only by half. */
@CarewrightTest
class RecordsImportConflictTest {

    private static final String YESTERDAY = "2026-11-15T08:00:00Z";

    @Autowired
    RecordFixtures records;

    @Autowired
    Intake intake;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private SiteId site;
    private final String patient = freshId();
    private final String observation = freshId();

    @BeforeEach
    void open() {
        site = directory.site();
    }

    @Test
    void what_two_sources_call_by_one_id_are_two_people_with_a_chart_each() throws IOException {
        var other = patient(patient).replace("Ada", "Bob").replace("1957-03-04", "1931-07-09");
        var result = potassium(observation, patient, "6.9", YESTERDAY);

        var first = records.importFiles("north", site, file("a.ndjson", patient(patient), result));
        var second = records.importFiles("south", site, file("b.ndjson", other, result));

        assertThat(first.total()).isEqualTo(new ImportCounts(2, 0, 0, 0));
        assertThat(second.total()).isEqualTo(new ImportCounts(2, 0, 0, 0));
        assertThat(patientOf("north", "Observation", observation))
                .isEqualTo(patientOf("north", "Patient", patient))
                .isNotEqualTo(patientOf("south", "Observation", observation));
    }

    @Test
    void what_two_sources_know_by_one_number_is_one_person() throws IOException {
        var numbered = withNumber(patient(patient), "urn:mrn", patient);
        records.importFiles("north", site, file("a.ndjson", numbered));

        records.importFiles("south", site, file("b.ndjson", numbered.replace("\"id\":\"", "\"id\":\"s-")));

        assertThat(patientOf("south", "Patient", "s-" + patient)).isEqualTo(patientOf("north", "Patient", patient));
    }

    @Test
    void another_person_under_a_known_id_is_refused_with_her_results_and_nobody_is_overwritten() {
        records.importLines(site, patient(patient));
        var other = patient(patient)
                .replaceAll("\"F\\w+\"", "\"Other\"")
                .replace("Ada", "Bob")
                .replace("1957", "1931");

        var report = records.importLines(site, other, potassium(observation, patient, "6.9", YESTERDAY));

        assertThat(report.total()).isEqualTo(new ImportCounts(0, 0, 0, 2));
        assertThat(report.refusals().getFirst().issue().message()).contains("another source");
        assertThat(report.refusals().getLast().issue().message()).contains("Patient/" + patient);
        assertThat(content("Patient", patient)).contains("Ada");
    }

    @Test
    void a_placeholder_for_a_number_joins_nobody() {
        var other = freshId();
        var ssn = "http://hl7.org/fhir/sid/us-ssn";

        records.importLines(
                site, withNumber(patient(patient), ssn, "999-99-9999"), withNumber(patient(other), ssn, "999-99-9999"));

        assertThat(records.patientOf(patient)).isNotEqualTo(records.patientOf(other));
    }

    @Test
    void a_conditional_update_replaces_what_it_finds() {
        var npi = freshId();
        var bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Practitioner","name":[{"family":"%s"}],"identifier":[{"system":"urn:npi","value":"%s"}]},"request":{"method":"PUT","url":"Practitioner?identifier=urn:npi|%s"}}]}
                """;
        records.importLines(
                site,
                withNumber(
                        "{\"resourceType\":\"Practitioner\",\"id\":\"%s\",\"gender\":\"male\"}".formatted(npi),
                        "urn:npi",
                        npi));

        var report = records.importFile(site, ".json", bundle.formatted("New", npi, npi));
        var again = records.importFile(site, ".json", " " + bundle.formatted("New", npi, npi));

        assertThat(report.total()).isEqualTo(new ImportCounts(0, 1, 0, 0));
        assertThat(content("Practitioner", npi)).contains("New");
        assertThat(again.total()).isEqualTo(new ImportCounts(0, 0, 1, 0));
    }

    @Test
    void what_the_source_changed_later_stays_when_an_older_file_comes() {
        var older = updated(potassium(observation, patient, "4.1", YESTERDAY), "2026-11-15T09:00:00Z");
        var newer = updated(potassium(observation, patient, "6.9", YESTERDAY), "2026-11-15T05:00:00-05:00");
        var olderPatient = updated(patient(patient).replace("Ada", "Eda"), "2026-01-01T00:00:00Z");
        records.importLines(site, updated(patient(patient), "2026-02-01T00:00:00Z"), newer);

        var report = records.importLines(site, older, olderPatient);

        assertThat(report.total()).isEqualTo(new ImportCounts(0, 0, 2, 0));
        assertThat(content("Observation", observation)).contains("6.9");
        assertThat(content("Patient", patient)).contains("Ada");
        assertThat(givenOf(patient)).isEqualTo("Ada");
    }

    @Test
    void a_corrected_result_goes_to_the_patient_it_names_now_and_leaves_the_other() {
        var other = freshId();
        records.importLines(site, patient(patient), patient(other), potassium(observation, patient, "6.9", YESTERDAY));
        var moved = potassium(observation, other, "6.9", YESTERDAY)
                .replace("\"text\":\"Potassium\"", "\"text\":\"Kalium\"");

        records.importLines(site, moved);
        var loop = jdbc.sql("select patient_id, title from records_loop where subject = :id")
                .param("id", idOf("Observation", observation).value())
                .query()
                .singleRow();
        records.importLines(site, moved.replace(other, freshId()));

        assertThat(loop.get("patient_id")).isEqualTo(records.patientOf(other).value());
        assertThat(loop.get("title")).isEqualTo("Kalium not reviewed");
        assertThat(loops(RecordsImport.DEFAULT_SOURCE, observation)).isZero();
    }

    @Test
    void of_a_resource_that_stands_several_times_in_a_file_the_last_counts_once() throws IOException {
        var lines = new ArrayList<String>();
        lines.add(potassium(observation, patient, "4.1", YESTERDAY));
        for (int i = 0; i < 1_100; i++) {
            lines.add("");
            lines.add(potassium(observation + "-" + i, patient, "4.0", YESTERDAY));
        }
        lines.add(potassium(observation, patient, "4.2", YESTERDAY));
        lines.add(potassium(observation, patient, "4.3", YESTERDAY));

        var report = records.importLines(site, lines.toArray(String[]::new));
        lines.add(patient(patient));
        var again = records.importLines(site, lines.toArray(String[]::new));

        assertThat(report.total()).isEqualTo(new ImportCounts(1_101, 0, 0, 0));
        assertThat(content("Observation", observation)).contains("4.3");
        assertThat(again.total()).isEqualTo(new ImportCounts(1, 0, 1_101, 0));
    }

    @Test
    void parallel_files_with_one_patient_all_come_in() throws IOException {
        for (int i = 0; i < 12; i++) {
            var lines = new ArrayList<String>();
            lines.add("{\"resourceType\":\"Basic\",\"id\":\"%s-%d\",\"code\":{\"text\":\"x\"}}".formatted(patient, i));
            lines.add(patient(patient).replace("Ada", "Ada " + "abcdefghijkl".charAt(i)));
            lines.add(potassium(observation + "-" + i, patient, "6.9", YESTERDAY));
            file(i + ".ndjson", lines.toArray(String[]::new));
        }

        var report = records.importFiles(site, folder);

        assertThat(report.refusals()).isEmpty();
        assertThat(report.byType()).containsEntry("Observation", new ImportCounts(12, 0, 0, 0));
        for (int i = 0; i < 12; i++) {
            assertThat(loops(RecordsImport.DEFAULT_SOURCE, observation + "-" + i))
                    .isOne();
        }
    }

    @Test
    void parallel_files_that_would_make_the_same_resource_make_one() throws IOException {
        var npi = freshId();
        for (int i = 0; i < 12; i++) {
            file(i + ".json", """
                    {"resourceType":"Bundle","type":"batch","entry":[{"fullUrl":"urn:uuid:%s","resource":{"resourceType":"Practitioner","identifier":[{"system":"urn:npi","value":"%s"}]},"request":{"method":"POST","url":"Practitioner","ifNoneExist":"identifier=urn:npi|%s"}}]}
                    """.formatted(freshId(), npi, npi));
        }

        var report = records.importFiles(site, folder);

        assertThat(report.total()).isEqualTo(new ImportCounts(1, 0, 11, 0));
    }

    @Test
    void an_import_that_was_killed_ends_as_one_that_was_not() throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 1_500; i++) {
            var value = i % 2 == 0 ? "6.9" : "4.1";
            lines.add(potassium(observation + "-" + i % 1_400, patient, value, YESTERDAY)
                    .replace(
                            "\"effective",
                            "\"performer\":[{\"reference\":\"Practitioner?identifier=urn:npi|%s\"}],\"effective"
                                    .formatted(patient)));
        }
        var results = file("results.ndjson", lines.toArray(String[]::new));
        var others = file(
                "zz.ndjson",
                patient(patient),
                withNumber("{\"resourceType\":\"Practitioner\",\"id\":\"%s\"}".formatted(patient), "urn:npi", patient));
        records.importFiles("whole", site, results, others);

        records.importFiles("killed", site, others);
        takeFirstLines(results, "killed");
        records.importFiles("killed", site, results, others);

        assertThat(stateOf("killed")).isEqualTo(stateOf("whole")).hasSize(1_402);
        assertThat(loops("killed", observation + "-0")).isOne();
    }

    /** As far as an import came that was killed. */
    private void takeFirstLines(Path file, String source) throws IOException {
        var run = intake.begin(RecordFixtures.administrator(site), site, source);
        var known =
                new SourceFile(Id.fresh(), file.toString(), ContentHash.of(Files.readAllBytes(file)), Files.size(file));
        try (var reader = NdjsonReader.of(new SourceTree.Source(file, file.toString(), Files.size(file), 0))) {
            var some = reader.next();
            intake.take(NdjsonReader.incoming(some), known, false, run);
        }
    }

    private List<Map<String, @Nullable Object>> stateOf(String source) {
        return jdbc.sql("""
                select r.type, r.logical_id, r.version, r.interpretation, r.content_hash::text, r.patient_id is null,
                       a.severity, a.finding,
                       -- each source has patients and ids of its own
                       regexp_replace(r.content::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}', 'id', 'g') as content
                from chart_resource r left join abnormal_result a on a.resource_id = r.id
                where r.source = :source and (r.logical_id like :observation or r.logical_id = :patient)
                order by r.type, r.logical_id
                """)
                .param("source", source)
                .param("observation", observation + "%")
                .param("patient", patient)
                .query()
                .listOfRows();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines));
    }

    private static String withNumber(String resource, String system, String value) {
        return resource.replaceFirst(
                "\\}$", ",\"identifier\":[{\"system\":\"%s\",\"value\":\"%s\"}]}".formatted(system, value));
    }

    private static String updated(String resource, String moment) {
        return resource.replaceFirst("\\}$", ",\"meta\":{\"lastUpdated\":\"%s\"}}".formatted(moment));
    }

    private UUID patientOf(String source, String type, String logicalId) {
        return jdbc.sql("select patient_id from chart_resource where id = :id")
                .param("id", ResourceId.of(source, type, logicalId).value())
                .query(UUID.class)
                .single();
    }

    private long loops(String source, String result) {
        return jdbc.sql("select count(*) from records_loop where subject = :id")
                .param("id", ResourceId.of(source, "Observation", result).value())
                .query(Long.class)
                .single();
    }

    private String givenOf(String logicalId) {
        return jdbc.sql("select given from patient_view where id = :id")
                .param("id", records.patientOf(logicalId).value())
                .query(String.class)
                .single();
    }

    private String content(String type, String logicalId) {
        return jdbc.sql("select content::text from chart_resource where id = :id")
                .param("id", idOf(type, logicalId).value())
                .query(String.class)
                .single();
    }
}
