package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void a_hash_costs_what_owasp_advises() {
        assertThat(new Passwords().hash("correct horse battery staple")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }
}
