package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "ein kleines nachtlied",
                "8f3kd92mx0qp",
                "ñandú grande azul",
                "            x"
            })
    void a_long_password_will_do_whatever_it_is_made_of(String password) {
        assertThat(PasswordRules.check("password", password, "rosalind")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elevenchars",
                "passwordpassword",
                "P@ssw0rd2026!!",
                "Welcome123456",
                "qwertyuiop12",
                "123456789012",
                "aaaaaaaaaaaaaa",
                "abcabcabcabc",
                "rosalind-is-here",
                "Letmein!!!!!!"
            })
    void what_is_tried_first_is_refused(String password) {
        assertThat(PasswordRules.check("password", password, "rosalind")).hasSize(1);
    }
}
