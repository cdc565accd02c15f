package org.carewright.care.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carewright.care.records.RecordFixtures.freshId;
import static org.carewright.care.records.RecordFixtures.idOf;
import static org.carewright.care.records.RecordFixtures.patient;
import static org.carewright.care.records.RecordFixtures.potassium;

import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes before its Patient is filed, judged and opened as if it had come after. */
@CarewrightTest
class RecordsAdoptionTest {

    private static final String YESTERDAY = "2026-11-15T08:00:00Z";

    @Autowired
    RecordFixtures records;

    @Autowired
    DirectoryFixtures directory;

    @Autowired
    JdbcClient jdbc;

    private SiteId site;
    private final String patient = freshId();
    private final String observation = freshId();

    @BeforeEach
    void open() {
        site = directory.site();
    }

    @Test
    void a_critical_result_that_comes_before_its_patient_waits_for_a_review_once_she_is_there() {
        records.importLines(site, potassium(observation, patient, "6.9", YESTERDAY));

        records.importLines(site, patient(patient));

        assertFiledAndOpen();
    }

    @Test
    void it_is_judged_by_the_age_and_sex_of_the_patient_who_came_later() {
        var creatinine = potassium(observation, patient, "1.2", YESTERDAY)
                .replace("2823-3", "2160-0")
                .replace("mmol/L", "mg/dL");
        records.importLines(site, creatinine);

        records.importLines(site, patient(patient));

        assertThat(jdbc.sql("select interpretation from chart_resource where id = :id")
                        .param("id", idOf("Observation", observation).value())
                        .query(String.class)
                        .single())
                .isEqualTo("H");
    }

    @Test
    void the_rest_of_a_bundle_whose_patient_was_refused_is_filed_when_she_comes_mended() {
        var bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                {"fullUrl":"urn:uuid:%s","resource":%s,"request":{"method":"POST","url":"Patient"}},
                {"fullUrl":"urn:uuid:%s","resource":%s,"request":{"method":"POST","url":"Observation"}}]}""";
        var result =
                potassium(observation, patient, "6.9", YESTERDAY).replace("Patient/" + patient, "urn:uuid:" + patient);
        var withoutName = patient(patient).replaceAll("\"name\":\\[.*?\\]\\}\\],", "");
        var misspelt = patient(patient).replace("\"female\"", "\"femail\"");

        var first = records.importFile(site, ".json", bundle.formatted(patient, misspelt, observation, result));
        var second = records.importFile(site, ".json", bundle.formatted(patient, withoutName, observation, result));
        var third = records.importLines(site, patient(patient));

        assertThat(first.total()).isEqualTo(new ImportCounts(1, 0, 0, 1));
        assertThat(second.total()).isEqualTo(new ImportCounts(0, 0, 1, 1));
        assertThat(third.refusals()).isEmpty();
        assertFiledAndOpen();
    }

    @Test
    void a_result_that_names_its_patient_by_number_is_filed_when_somebody_with_that_number_comes() {
        var result = potassium(observation, patient, "6.9", YESTERDAY)
                .replace("Patient/" + patient, "Patient?identifier=urn:mrn|" + patient);
        var numbered = patient(patient)
                .replace(
                        "\"gender\"",
                        "\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"%s\"}],\"gender\"".formatted(patient));
        records.importLines(site, result);
        assertThat(content()).contains("Patient?identifier=urn:mrn|" + patient);

        records.importLines(site, numbered);
        var again = records.importLines(site, result, numbered);

        assertFiledAndOpen();
        assertThat(content()).contains("Patient/" + records.patientOf(patient)).doesNotContain("?identifier");
        assertThat(again.total()).isEqualTo(new ImportCounts(0, 0, 2, 0));
    }

    private void assertFiledAndOpen() {
        assertThat(jdbc.sql("select patient_id from chart_resource where id = :id")
                        .param("id", idOf("Observation", observation).value())
                        .query(UUID.class)
                        .single())
                .isEqualTo(records.patientOf(patient).value());
        assertThat(jdbc.sql("select patient_id from records_loop where subject = :id")
                        .param("id", idOf("Observation", observation).value())
                        .query(UUID.class)
                        .single())
                .isEqualTo(records.patientOf(patient).value());
    }

    private String content() {
        return jdbc.sql("select content::text from chart_resource where id = :id")
                .param("id", idOf("Observation", observation).value())
                .query(String.class)
                .single();
    }
}
