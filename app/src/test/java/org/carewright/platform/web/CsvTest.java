package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void lines_end_and_cells_are_quoted_as_rfc_4180_says() {
        var csv = Csv.<String>of("list")
                .column("Word", word -> word)
                .column("Nothing", word -> null)
                .text(List.of("plain", "a \"quoted\", word", "two\nlines"));

        assertThat(csv).isEqualTo("Word,Nothing\r\nplain,\r\n\"a \"\"quoted\"\", word\",\r\n\"two\nlines\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+SUM(A1)", "-2+3", "@import", "\tx", " =cmd|' /C calc'!A0", "\r=1"})
    void what_a_spreadsheet_would_run_is_made_text(String dangerous) {
        assertThat(Csv.written(dangerous)).containsPattern("^\"?'");
    }

    @Test
    void numbers_stay_numbers() {
        assertThat(Csv.written(new BigDecimal("-12.50"))).isEqualTo("-12.50");
        assertThat(Csv.written("-12.5")).isEqualTo("-12.5");
        assertThat(Csv.written("+16145550182")).isEqualTo("+16145550182");
    }
}
