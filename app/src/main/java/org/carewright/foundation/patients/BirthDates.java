package org.carewright.foundation.patients;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.carewright.foundation.patients.BirthDate.Precision;

/** Reads birth dates as people write them. */
final class BirthDates {

    /** English and Spanish, as far as they differ in the first three letters. */
    private static final List<List<String>> MONTHS = List.of(
            List.of("jan", "ene"),
            List.of("feb"),
            List.of("mar"),
            List.of("apr", "abr"),
            List.of("may"),
            List.of("jun"),
            List.of("jul"),
            List.of("aug", "ago"),
            List.of("sep", "set"),
            List.of("oct"),
            List.of("nov"),
            List.of("dec", "dic"));

    private BirthDates() {}

    /**
     * All readings that make sense, the likeliest first; empty when there is none. {@code 3/4/57} is the fourth of March,
     * as the United States write it, or else the third of April; {@code 3.4.57} the other way round.
     *
     * @param today bounds a year of two digits: the latest that is not in the future
     */
    static List<BirthDate> read(String typed, LocalDate today) {
        var parts = Arrays.stream(Words.fold(typed).split("[^\\p{L}\\p{N}]+"))
                .filter(part -> !part.isEmpty() && !part.equals("de"))
                .map(part -> part.replaceFirst("(?<=\\d)(st|nd|rd|th)$", ""))
                .toList();
        var named = parts.stream().filter(part -> month(part) > 0).findFirst();
        var numbers = parts.stream().filter(part -> part.matches("\\d{1,8}")).toList();
        if (numbers.size() + (named.isPresent() ? 1 : 0) != parts.size()) {
            return List.of();
        }
        var readings = new Readings(today);
        if (named.isPresent()) {
            withMonthName(month(named.get()), numbers, readings);
        } else if (numbers.size() == 3) {
            threeNumbers(numbers, typed.contains("."), readings);
        } else if (numbers.size() == 2) {
            var yearFirst = numbers.getFirst().length() == 4;
            readings.month(numbers.get(yearFirst ? 0 : 1), numbers.get(yearFirst ? 1 : 0));
        } else if (numbers.size() == 1) {
            oneNumber(numbers.getFirst(), readings);
        }
        return List.copyOf(readings.found);
    }

    private static void withMonthName(int month, List<String> numbers, Readings readings) {
        if (numbers.size() == 1) {
            readings.month(numbers.getFirst(), Integer.toString(month));
        } else if (numbers.size() == 2) {
            var yearFirst = numbers.getFirst().length() == 4;
            readings.day(numbers.get(yearFirst ? 0 : 1), Integer.toString(month), numbers.get(yearFirst ? 1 : 0));
        }
    }

    private static void threeNumbers(List<String> numbers, boolean dots, Readings readings) {
        var first = numbers.get(0);
        var second = numbers.get(1);
        var third = numbers.get(2);
        if (first.length() == 4) {
            readings.day(first, second, third);
        } else if (dots) {
            readings.day(third, second, first);
            readings.day(third, first, second);
        } else {
            readings.day(third, first, second);
            readings.day(third, second, first);
        }
    }

    private static void oneNumber(String number, Readings readings) {
        if (number.length() == 8) {
            readings.day(number.substring(0, 4), number.substring(4, 6), number.substring(6));
            readings.day(number.substring(4), number.substring(0, 2), number.substring(2, 4));
        } else if (number.length() == 4) {
            readings.add(Integer.parseInt(number), 1, 1, Precision.YEAR);
        }
    }

    private static int month(String word) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (word.length() >= 3 && MONTHS.get(i).contains(word.substring(0, 3))) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Collects the readings that are days of the calendar. */
    private static final class Readings {

        private static final int EARLIEST = 1850;

        private final LocalDate today;
        private final LinkedHashSet<BirthDate> found = new LinkedHashSet<>();

        Readings(LocalDate today) {
            this.today = today;
        }

        void day(String year, String month, String day) {
            if (day.length() <= 2 && month.length() <= 2) {
                for (int y : years(year)) {
                    add(y, Integer.parseInt(month), Integer.parseInt(day), Precision.DAY);
                }
            }
        }

        void month(String year, String month) {
            if (month.length() <= 2 && year.length() == 4) {
                add(Integer.parseInt(year), Integer.parseInt(month), 1, Precision.MONTH);
            }
        }

        /** A year of two digits is the latest that is not in the future, or a hundred years before. */
        private List<Integer> years(String year) {
            var years = new ArrayList<Integer>();
            if (year.length() == 4) {
                years.add(Integer.parseInt(year));
            } else if (year.length() == 2) {
                var century = today.getYear() / 100 * 100;
                var inThis = century + Integer.parseInt(year);
                var latest = inThis > today.getYear() ? inThis - 100 : inThis;
                years.add(latest);
                years.add(latest - 100);
            }
            return years;
        }

        void add(int year, int month, int day, Precision precision) {
            if (year < EARLIEST) {
                return;
            }
            try {
                found.add(new BirthDate(LocalDate.of(year, month, day), precision));
            } catch (DateTimeException notOfTheCalendar) {
                // then it is no reading
            }
        }
    }
}
