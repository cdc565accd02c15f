package org.carewright.foundation.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.carewright.CarewrightTest;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.fhir.FhirOperation;
import org.carewright.platform.fhir.FhirRefusal;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CarewrightTest
class TerminologyFhirTest {

    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

    @Autowired
    TerminologyFhir fhir;

    @Autowired
    StaffFixtures staff;

    private Actor actor;

    @BeforeEach
    void sign_in() {
        actor = staff.actor(Role.COORDINATOR);
    }

    /** Name, value, name, value… */
    private static FhirOperation.Input asked(String... parts) {
        var texts = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < parts.length; i += 2) texts.put(parts[i], List.of(parts[i + 1]));
        return new FhirOperation.Input(texts, Map.of());
    }

    private static JsonNode parameter(JsonNode parameters, String name) {
        return StreamSupport.stream(parameters.path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_lookup_gives_names_words_and_the_properties_asked_for() {
        var answer = fhir.lookup(asked("system", ICD, "code", "E11.62", "property", "parent"), actor);

        assertThat(parameter(answer, "name").path("valueString").asString()).isEqualTo("ICD-10-CM");
        assertThat(parameter(answer, "version").path("valueString").asString()).isEqualTo("2022");
        assertThat(parameter(answer, "display").path("valueString").asString()).contains("skin complications");
        assertThat(parameter(answer, "property").toString())
                .isEqualTo("{\"name\":\"property\",\"part\":[{\"name\":\"code\",\"valueCode\":\"parent\"},"
                        + "{\"name\":\"value\",\"valueCode\":\"E11.6\"}]}");
        assertThat(answer.path("parameter")).hasSize(4);
    }

    @Test
    void a_code_is_validated_with_its_words_and_a_concept_by_any_of_its_codings() {
        var right = fhir.validateCode(asked("url", ICD, "code", "I10"), actor);
        var wrong = fhir.validateCode(asked("url", ICD, "code", "I10", "display", "Gout"), actor);
        var codings = new JsonMapper().readTree("""
                {"coding":[{"system":"%s","code":"none"},
                  {"system":"%s","code":"I10","display":"Essential (primary) hypertension"}]}
                """.formatted(ICD, ICD));
        var concept =
                new FhirOperation.Input(Map.of("url", List.of(ICD + "?fhir_vs")), Map.of("codeableConcept", codings));

        assertThat(parameter(right, "result").path("valueBoolean").asBoolean()).isTrue();
        assertThat(parameter(wrong, "result").path("valueBoolean").asBoolean()).isFalse();
        assertThat(parameter(wrong, "message").path("valueString").asString()).contains("Essential");
        assertThat(parameter(fhir.validateInValueSet(concept, actor), "result")
                        .path("valueBoolean")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void an_expansion_is_a_page_with_its_total() {
        var answer =
                fhir.expand(asked("url", ICD + "?fhir_vs", "filter", "foot ulcer", "count", "2", "offset", "1"), actor);

        var expansion = answer.path("expansion");
        assertThat(answer.path("status").asString()).isEqualTo("active");
        assertThat(expansion.path("total").asInt()).isGreaterThan(3);
        assertThat(expansion.path("offset").asInt()).isEqualTo(1);
        assertThat(expansion.path("contains")).hasSize(2);
        assertThat(expansion.at("/contains/0/version").asString()).isEqualTo("2022");
    }

    @Test
    void everything_missing_is_said_at_once_and_what_is_not_here_is_not_found() {
        assertThat(issues(() -> fhir.lookup(asked(), actor)))
                .extracting(Issue::path)
                .containsExactly("code", "system");
        assertThat(issues(() -> fhir.expand(asked("offset", "-1", "valueSet", "x"), actor)))
                .extracting(Issue::code)
                .containsExactly("not-supported", "required", "value");
        assertThat(refusal(() -> fhir.lookup(asked("system", ICD, "code", "none"), actor)))
                .extracting(Issue::code)
                .containsExactly("not-found");
        assertThat(refusal(() -> fhir.expand(asked("url", "http://nobody.org/vs"), actor)))
                .extracting(Issue::code)
                .containsExactly("not-found");
    }

    private static List<Issue> issues(Runnable operation) {
        return catchThrowableOfType(Invalid.class, operation::run).issues();
    }

    private static List<Issue> refusal(Runnable operation) {
        return catchThrowableOfType(FhirRefusal.class, operation::run).issues();
    }
}
