package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SpellingTest {

    /** The examples of Winkler (1990). */
    @Test
    void the_published_examples_come_out() {
        assertThat(Spelling.similarity("martha", "marhta")).isCloseTo(0.961, within(0.001));
        assertThat(Spelling.similarity("dwayne", "duane")).isCloseTo(0.840, within(0.001));
        assertThat(Spelling.similarity("dixon", "dicksonx")).isCloseTo(0.813, within(0.001));
        assertThat(Spelling.similarity("abc", "xyz")).isZero();
    }

    @Property
    void similarity_is_the_same_both_ways_and_between_nothing_and_all(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String one,
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String other) {
        var similarity = Spelling.similarity(one, other);

        assertThat(similarity).isBetween(0.0, 1.0);
        assertThat(Spelling.similarity(other, one)).isCloseTo(similarity, within(1e-9));
        assertThat(Spelling.similarity(one, one)).isEqualTo(1);
    }

    @Test
    void one_slip_is_a_wrong_missing_added_or_swapped_sign() {
        assertThat(Spelling.isOneSlip("1957-03-04", "1957-03-05")).isTrue();
        assertThat(Spelling.isOneSlip("1957-03-04", "1975-03-04")).isTrue();
        assertThat(Spelling.isOneSlip("smith", "smiths")).isTrue();
        assertThat(Spelling.isOneSlip("smith", "smit")).isTrue();
        assertThat(Spelling.isOneSlip("smith", "smith")).isFalse();
        assertThat(Spelling.isOneSlip("smith", "smyht")).isFalse();
    }
}
