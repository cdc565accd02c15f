package org.carewright.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    private static final Optional<String> NOBODY = Optional.empty();

    @Test
    void user_and_password_are_taken_out_of_the_address() {
        var address =
                DatabaseAddress.of("postgresql://ana:s%40fe@db.example:6543/clinic?sslmode=require", NOBODY, NOBODY);

        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example:6543/clinic?sslmode=require",
                        Optional.of("ana"),
                        Optional.of("s@fe")));
    }

    @Test
    void user_and_password_given_apart_fill_what_the_address_leaves_out() {
        var address = DatabaseAddress.of("postgresql://db.example/clinic", Optional.of("ana"), Optional.of("safe"));

        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example:5432/clinic", Optional.of("ana"), Optional.of("safe")));
    }

    @Test
    void the_text_of_an_address_shows_no_password() {
        var address = DatabaseAddress.of("jdbc:postgresql://db.example/clinic?user=ana&password=safe", NOBODY, NOBODY);

        assertThat(address).hasToString("postgresql://db.example/clinic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "db.example", "mysql://db.example/clinic", "postgresql:///clinic", "postgresql://a b/c"})
    void anything_else_is_refused_with_an_example(String text) {
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> DatabaseAddress.of(text, NOBODY, NOBODY))
                .withMessageContaining("postgresql://user@host:5432/name");
    }
}
