package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BirthDatesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1957-03-04            | 1957-03-04
                    3/4/1957              | 1957-03-04, 1957-04-03
                    03/04/57              | 1957-03-04, 1857-03-04, 1957-04-03, 1857-04-03
                    3.4.1957              | 1957-04-03, 1957-03-04
                    25/12/1957            | 1957-12-25
                    4 mar 57              | 1957-03-04, 1857-03-04
                    March 4th, 1957       | 1957-03-04
                    4 de marzo de 1957    | 1957-03-04
                    03041957              | 1957-03-04
                    19570304              | 1957-03-04
                    1957                  | 1957
                    1957-03               | 1957-03
                    mar 1957              | 1957-03
                    1/2/26                | 2026-01-02, 1926-01-02, 2026-02-01, 1926-02-01
                    """)
    void a_birth_date_is_read_in_its_usual_spellings_the_likeliest_first(String typed, String readings) {
        var read = BirthDates.read(typed, TODAY);

        assertThat(read.stream().map(BirthDate::toString).collect(Collectors.joining(", ")))
                .isEqualTo(readings);
    }

    @ParameterizedTest
    @CsvSource({"30/30/1957", "february", "smith 1957", "1957-02-30", "12", "555-12-1234", "1234"})
    void what_is_no_day_of_the_calendar_has_no_reading(String typed) {
        assertThat(BirthDates.read(typed, TODAY)).isEmpty();
    }

    @Test
    void only_the_known_part_of_a_date_is_written() {
        var march = new BirthDate(LocalDate.of(1957, 3, 17), BirthDate.Precision.MONTH);

        assertThat(march)
                .hasToString("1957-03")
                .isEqualTo(BirthDates.read("1957-03", TODAY).getFirst());
    }
}
