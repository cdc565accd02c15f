package org.carewright.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.carewright.platform.tokens.Scopes.Interaction;
import org.carewright.platform.types.Invalid;
import org.junit.jupiter.api.Test;

class ScopesTest {

    @Test
    void a_scope_opens_the_interactions_of_its_letters_for_its_type_alone() {
        var scopes = Scopes.parse(List.of("system/Observation.rs", "system/Appointment.c"));

        assertThat(scopes.allows("Observation", Interaction.READ)).isTrue();
        assertThat(scopes.allows("Observation", Interaction.SEARCH)).isTrue();
        assertThat(scopes.allows("Observation", Interaction.UPDATE)).isFalse();
        assertThat(scopes.allows("Appointment", Interaction.CREATE)).isTrue();
        assertThat(scopes.allows("Appointment", Interaction.READ)).isFalse();
        assertThat(scopes.allows("Patient", Interaction.READ)).isFalse();
    }

    @Test
    void the_words_of_smart_version_1_are_understood() {
        var scopes = Scopes.parse(List.of("system/*.read", "system/Task.write", "system/Goal.*"));

        assertThat(scopes.texts()).containsExactly("system/*.rs", "system/Goal.cruds", "system/Task.cud");
    }

    @Test
    void every_text_that_is_no_scope_is_named() {
        assertThatThrownBy(() -> Scopes.parse(List.of("patient/*.rs", "system/Patient.sr", "system/Patient.", "x")))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.issues()).hasSize(4));
    }
}
