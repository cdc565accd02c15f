package org.carewright.care.noshows;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was known of each patient at any moment. */
final class Histories {

    /** Nobody's habits are older than that. */
    private static final int LONGEST = 400;

    /** Before anything is known of a patient, she is taken for somebody like the others. */
    private static final double DOUBT = 2;

    private static final double USUAL_SHARE = 0.2;

    private static final int UNKNOWN = -1;

    /**
     * One patient's visits.
     *
     * @param byStart those whose outcome is known, in the order of time
     * @param knownStarts when each of them started
     * @param missedBefore how many of the first n of them were missed
     * @param booked when each visit was booked, in the order of time; {@code starts} likewise
     */
    private record History(
            List<PastVisit> byStart,
            List<LocalDateTime> knownStarts,
            List<Integer> missedBefore,
            List<LocalDateTime> booked,
            List<LocalDateTime> starts,
            Map<LocalDate, List<PastVisit>> byDay) {

        static History of(List<PastVisit> visits) {
            var known = visits.stream()
                    .filter(visit -> visit.missed() != null)
                    .sorted(comparing(PastVisit::starts))
                    .toList();
            var missed = new ArrayList<>(List.of(0));
            known.forEach(visit -> missed.add(missed.getLast() + (visit.wasMissed() ? 1 : 0)));
            return new History(
                    known,
                    known.stream().map(PastVisit::starts).toList(),
                    missed,
                    visits.stream().map(PastVisit::booked).sorted().toList(),
                    visits.stream().map(PastVisit::starts).sorted().toList(),
                    visits.stream().collect(groupingBy(visit -> visit.starts().toLocalDate())));
        }

        /** How many visits were over the day before a moment, so that their outcome is known then. */
        int over(LocalDateTime moment) {
            return countBefore(knownStarts, moment.toLocalDate().atStartOfDay());
        }
    }

    private final Map<String, History> histories;

    Histories(Collection<PastVisit> visits) {
        this.histories = new HashMap<>();
        visits.stream()
                .collect(groupingBy(PastVisit::patient))
                .forEach((patient, own) -> histories.put(patient, History.of(own)));
    }

    /** The features of a visit at a moment, in the order of {@link Moment#features}. */
    double[] features(PastVisit visit, Moment moment) {
        var now = moment.of(visit);
        var history = histories.getOrDefault(visit.patient(), History.of(List.of()));
        var over = history.over(now);
        var missed = history.missedBefore().get(over);
        var last = over == 0 ? null : history.byStart().get(over - 1);
        var sameDay = history.byDay().getOrDefault(visit.starts().toLocalDate(), List.of()).stream()
                .filter(other -> !other.booked().isAfter(now))
                .count();
        var toCome = countBefore(history.booked(), now.plusNanos(1)) - countBefore(history.starts(), now.plusNanos(1));
        var atBooking = new double[] {
            capped(ChronoUnit.DAYS.between(
                    visit.booked().toLocalDate(), visit.starts().toLocalDate())),
            visit.booked().getHour(),
            visit.booked().getDayOfWeek().getValue(),
            visit.starts().getHour(),
            visit.starts().getDayOfWeek().getValue(),
            visit.age() == null ? UNKNOWN : visit.age(),
            over,
            missed,
            (missed + DOUBT * USUAL_SHARE) / (over + DOUBT),
            last == null ? UNKNOWN : last.wasMissed() ? 1 : 0,
            last == null
                    ? UNKNOWN
                    : capped(ChronoUnit.DAYS.between(last.starts().toLocalDate(), now.toLocalDate())),
            sameDay,
            Math.max(0, toCome)
        };
        return moment == Moment.BOOKING
                ? atBooking
                : Stream.of(atBooking, new double[] {visit.reminders()})
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
    }

    private static double capped(long days) {
        return Math.clamp(days, 0, LONGEST);
    }

    /** How many of these, in the order of time, are before a moment. */
    private static int countBefore(List<LocalDateTime> times, LocalDateTime moment) {
        var low = 0;
        var high = times.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (times.get(middle).isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
