package org.carewright.platform.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.carewright.platform.types.Issue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ResourceCheckTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void a_resource_as_it_should_be_has_no_fault() {
        assertThat(faults("""
                {"resourceType":"Patient","id":"p1","name":[{"given":["Ada",null],"_given":[null,{"id":"x"}]}],
                 "gender":"female","birthDate":"1957-03","deceasedBoolean":false}""")).isEmpty();
    }

    @Test
    void every_fault_is_told_with_its_path() {
        var faults = faults("""
                {"resourceType":"Patient","name":{"family":"Lovelace"},"gender":"mostly","birthDate":"1957-02-30",
                 "deceasedBoolean":"no","deceasedDateTime":"2020","contact":[{"name":{"given":["Ada",7]}}]}""");

        assertThat(faults)
                .extracting(Issue::path)
                .containsExactlyInAnyOrder(
                        "Patient.name",
                        "Patient.gender",
                        "Patient.birthDate",
                        "Patient.deceasedBoolean",
                        "Patient.deceasedDateTime",
                        "Patient.contact[0].name.given[1]");
    }

    @Test
    void what_is_required_is_missed() {
        assertThat(faults("{\"resourceType\":\"Observation\",\"status\":\"final\"}"))
                .extracting(Issue::path)
                .containsExactly("Observation.code");
    }

    @Test
    void what_r4_does_not_know_is_let_through() {
        assertThat(faults("{\"resourceType\":\"SpaceFlight\",\"crew\":7}")).isEmpty();
        assertThat(faults("{\"resourceType\":\"Patient\",\"shoeSize\":7}")).isEmpty();
    }

    @Test
    void contained_resources_are_checked_too() {
        assertThat(
                        faults(
                                "{\"resourceType\":\"Patient\",\"contained\":[{\"resourceType\":\"Patient\",\"active\":\"yes\"}]}"))
                .extracting(Issue::path)
                .containsExactly("Patient.contained[0].active");
    }

    private static List<Issue> faults(String json) {
        return ResourceCheck.faults(JSON.readTree(json));
    }
}
