package org.carewright.foundation.patients;

import java.time.LocalDate;

/**
 * When somebody was born, as far as it is known (FHIR R4 date: {@code 1957-03-04}, {@code 1957-03} or {@code 1957}).
 *
 * @param date the day; the first of the month or year where only that is known
 */
public record BirthDate(LocalDate date, Precision precision) {

    public enum Precision {
        DAY,
        MONTH,
        YEAR
    }

    public BirthDate {
        date = switch (precision) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    public static BirthDate of(LocalDate day) {
        return new BirthDate(day, Precision.DAY);
    }

    /** As FHIR writes it. */
    @Override
    public String toString() {
        return date.toString()
                .substring(
                        0,
                        switch (precision) {
                            case DAY -> 10;
                            case MONTH -> 7;
                            case YEAR -> 4;
                        });
    }
}
