package org.carewright.platform.db;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"carewright", "st_marys_2", "a"})
    void a_plain_word_names_an_organization(String name) {
        assertThatNoException().isThrownBy(() -> new OrganizationName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "St Mary", "2nd", "a\"; drop schema public", "public", "extensions", "pg_catalog"})
    void what_is_no_safe_schema_of_its_own_is_refused(String name) {
        assertThatExceptionOfType(DatabaseUnavailable.class).isThrownBy(() -> new OrganizationName(name));
    }
}
