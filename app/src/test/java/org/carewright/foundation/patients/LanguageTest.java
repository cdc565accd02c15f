package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({"Spanish, es", "spanish, es", "American Sign Language, ase", "es, es", "Klingonese, Klingonese"})
    void a_language_is_typed_by_its_name_or_its_tag(String typed, String tag) {
        assertThat(Language.tag(typed)).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-US", "zh-Hans", "zh-Hant", "es-419", "ase", "qaa", "x-signs"})
    void what_a_form_shows_is_read_back_as_the_same_language(String tag) {
        assertThat(Language.tag(Language.typed(tag))).isEqualTo(tag);
    }
}
