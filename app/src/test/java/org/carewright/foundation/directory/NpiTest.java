package org.carewright.foundation.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NpiTest {

    @Test
    void the_example_of_cms_is_valid() {
        assertThat(Npi.isValid("1234567893")).isTrue();
    }

    @Test
    void a_wrong_check_digit_is_refused() {
        for (char digit : "012456789".toCharArray()) {
            assertThat(Npi.isValid("123456789" + digit)).isEqualTo(false);
        }
    }

    @Test
    void two_neighbouring_digits_swapped_are_found() {
        assertThat(Npi.isValid("1234567983")).isFalse();
    }

    @Test
    void only_ten_digits_from_one_or_two_are_a_number() {
        assertThat(Npi.isValid("")).isFalse();
        assertThat(Npi.isValid("123456789")).isFalse();
        assertThat(Npi.isValid("3234567891")).isFalse();
        assertThat(Npi.isValid("12345 6789")).isFalse();
    }
}
