package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** The secret of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.parse("2026-11-16T14:00:10Z");

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }

    @Test
    void a_code_is_taken_half_a_minute_early_or_late_but_no_more() {
        var code = Totp.code(SECRET, NOW);

        assertThat(Totp.match(SECRET, code, NOW.plusSeconds(30), 0)).isPresent();
        assertThat(Totp.match(SECRET, code, NOW.minusSeconds(30), 0)).isPresent();
        assertThat(Totp.match(SECRET, code, NOW.plusSeconds(60), 0)).isEmpty();
    }

    @Test
    void a_code_is_refused_the_second_time() {
        var code = Totp.code(SECRET, NOW);
        var used = Totp.match(SECRET, code, NOW, 0).getAsLong();

        assertThat(Totp.match(SECRET, code, NOW, used)).isEmpty();
    }

    @Test
    void secrets_are_written_in_base_32() {
        assertThat(Base32.encode(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    }
}
