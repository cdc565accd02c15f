package org.carewright.foundation.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FederalHolidaysTest {

    @Test
    void thanksgiving_is_the_fourth_thursday_of_november() {
        assertThat(FederalHolidays.of(2026))
                .contains(new Closure(LocalDate.of(2026, 11, 26), "Thanksgiving Day", true));
    }

    @Test
    void a_holiday_on_saturday_is_kept_on_friday_and_one_on_sunday_on_monday() {
        assertThat(FederalHolidays.of(2026)).extracting(Closure::day).contains(LocalDate.of(2026, 7, 3));
        assertThat(FederalHolidays.of(2027)).extracting(Closure::day).contains(LocalDate.of(2027, 7, 5));
    }

    @Test
    void eleven_weekdays_a_year() {
        for (int year = 2024; year < 2040; year++) {
            assertThat(FederalHolidays.of(year))
                    .hasSize(11)
                    .noneMatch(closure -> closure.day().getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue());
        }
    }
}
