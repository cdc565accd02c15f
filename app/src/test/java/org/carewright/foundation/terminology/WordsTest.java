package org.carewright.foundation.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void words_are_small_without_accents_and_apostrophes() {
        assertThat(Words.of("Ménière's X-ray (left), 2.5%")).containsExactly("menieres", "x", "ray", "left", "2", "5");
    }

    @Test
    void codes_are_compared_without_signs() {
        assertThat(Words.key(" e11.9 ")).isEqualTo("e119");
    }

    @Test
    void the_newer_edition_is_told_by_its_numbers() {
        assertThat(List.of("2025-10", "2.10", "2026", "2.9", "2025-9", "b", "a").stream()
                        .sorted(Versions.ORDER))
                .containsExactly("2.9", "2.10", "2025-9", "2025-10", "2026", "a", "b");
    }

    @Test
    void a_slip_is_a_letter_too_many_too_few_wrong_or_swapped() {
        var words = new String[] {"diabetes", "dialysis", "fracture", "foot"};

        assertThat(List.of("diabtes", "diabeetes", "diadetes", "daibetes").stream()
                        .map(written -> Spelling.nearest(written, words, at -> 1)))
                .containsOnly("diabetes");
        assertThat(Spelling.nearest("fratcu", words, at -> 1)).isEqualTo("fracture");
        assertThat(Spelling.nearest("foo", words, at -> 1)).isEqualTo("foo");
    }
}
