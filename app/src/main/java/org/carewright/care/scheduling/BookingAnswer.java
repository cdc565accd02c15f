package org.carewright.care.scheduling;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.carewright.care.scheduling.Openings.Relaxation;

/**
 * What a search for times answers, as a page shows it.
 *
 * @param full whether there may be more openings than were asked for
 * @param searchedUntil the last day that was searched
 * @param conflicts sentences that say why there is nothing
 * @param suggestions what would give an opening
 */
record BookingAnswer(
        List<BookingDay> days,
        boolean full,
        LocalDate searchedUntil,
        List<String> conflicts,
        List<Suggestion> suggestions) {

    /**
     * @param words what to do without
     * @param opening what it gives
     */
    record Suggestion(String words, String opening, String url) {}

    /** @param url of the page on which some wishes are dropped */
    static BookingAnswer of(
            Openings found, OpeningQuery query, ZoneId zone, OpeningWords words, Function<Relaxation, String> url) {
        return new BookingAnswer(
                BookingDay.group(found.openings(), zone),
                found.openings().size() == query.limit(),
                query.until(),
                found.conflicts().stream().map(words::conflict).toList(),
                found.relaxations().stream()
                        .map(relaxation -> new Suggestion(
                                words.easing(relaxation), words.opening(relaxation.first()), url.apply(relaxation)))
                        .toList());
    }

    /** Where a search goes on: the last day, which may not be whole here, unless all are of that day. */
    LocalDate nextDay() {
        if (days.isEmpty()) {
            return searchedUntil.plusDays(1);
        }
        var last = days.getLast().day();
        return days.size() == 1 ? last.plusDays(1) : last;
    }
}
