package org.carewright.foundation.directory;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;

/** The public holidays of the United States (5 U.S.C. 6103). */
final class FederalHolidays {

    private FederalHolidays() {}

    /** The days on which they are observed: one on a Saturday is kept on Friday, one on a Sunday on Monday. */
    static List<Closure> of(int year) {
        return List.of(
                fixed("New Year's Day", year, Month.JANUARY, 1),
                nth("Birthday of Martin Luther King, Jr.", year, Month.JANUARY, 3, MONDAY),
                nth("Washington's Birthday", year, Month.FEBRUARY, 3, MONDAY),
                new Closure(LocalDate.of(year, Month.MAY, 1).with(lastInMonth(MONDAY)), "Memorial Day", true),
                fixed("Juneteenth", year, Month.JUNE, 19),
                fixed("Independence Day", year, Month.JULY, 4),
                nth("Labor Day", year, Month.SEPTEMBER, 1, MONDAY),
                nth("Columbus Day", year, Month.OCTOBER, 2, MONDAY),
                fixed("Veterans Day", year, Month.NOVEMBER, 11),
                nth("Thanksgiving Day", year, Month.NOVEMBER, 4, THURSDAY),
                fixed("Christmas Day", year, Month.DECEMBER, 25));
    }

    private static Closure fixed(String name, int year, Month month, int day) {
        var date = LocalDate.of(year, month, day);
        var weekday = date.getDayOfWeek();
        var observed = weekday == SATURDAY ? date.minusDays(1) : weekday == SUNDAY ? date.plusDays(1) : date;
        return new Closure(observed, name, true);
    }

    private static Closure nth(String name, int year, Month month, int n, DayOfWeek weekday) {
        return new Closure(LocalDate.of(year, month, 1).with(dayOfWeekInMonth(n, weekday)), name, true);
    }
}
