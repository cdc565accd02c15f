package org.carewright.care.scheduling;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The openings of one day. */
record BookingDay(LocalDate day, List<Opening> openings) {

    static List<BookingDay> group(List<Opening> openings, ZoneId zone) {
        return openings.stream()
                .collect(Collectors.groupingBy(
                        opening -> LocalDate.ofInstant(opening.time().start(), zone),
                        TreeMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(day -> new BookingDay(day.getKey(), day.getValue()))
                .toList();
    }
}
