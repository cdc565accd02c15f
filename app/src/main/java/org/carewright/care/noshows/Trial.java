package org.carewright.care.noshows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.carewright.care.noshows.Figures.Foretold;

/**
 * An honest trial: learned from the earlier visits, tested on the later ones, never parted at random.
 *
 * @param from first day of the visits that were learned from
 * @param cut first day of those that were tested
 * @param learned how many were learned from
 */
record Trial(
        Moment moment,
        boolean sameDayToo,
        LocalDate from,
        LocalDate cut,
        LocalDate until,
        int learned,
        Figures figures) {

    /** Fewer teach nothing. */
    static final int FEWEST = 500;

    private static final double LEARNED_SHARE = 0.7;

    /**
     * @param sameDayToo whether visits that are booked for the same day count: hardly anybody misses those, which makes any
     *     model look better than it is where it is used
     * @return empty when there are too few visits, or all of one outcome
     */
    static Optional<Trial> of(Collection<PastVisit> visits, Moment moment, boolean sameDayToo) {
        var known = known(visits, sameDayToo);
        if (known.size() < FEWEST) {
            return Optional.empty();
        }
        var cut = known.get((int) (known.size() * LEARNED_SHARE)).starts().toLocalDate();
        var earlier = known.stream()
                .filter(visit -> visit.starts().toLocalDate().isBefore(cut))
                .toList();
        var later = known.subList(earlier.size(), known.size());
        var histories = new Histories(visits);
        return grow(earlier, histories, moment).map(forest -> {
            var baseRate = earlier.stream().filter(PastVisit::wasMissed).count() / (double) earlier.size();
            var foretold = later.parallelStream()
                    .map(visit -> new Foretold(
                            forest.probability(histories.features(visit, moment)), visit.wasMissed(), groups(visit)))
                    .toList();
            return new Trial(
                    moment,
                    sameDayToo,
                    known.getFirst().starts().toLocalDate(),
                    cut,
                    known.getLast().starts().toLocalDate(),
                    earlier.size(),
                    Figures.of(foretold, baseRate));
        });
    }

    /** Learned from all visits, for use. */
    static Optional<Forest> forest(Collection<PastVisit> visits, Moment moment) {
        var known = known(visits, false);
        return known.size() < FEWEST ? Optional.empty() : grow(known, new Histories(visits), moment);
    }

    private static Optional<Forest> grow(List<PastVisit> visits, Histories histories, Moment moment) {
        var missed = visits.stream().map(PastVisit::wasMissed).toList();
        if (missed.stream().distinct().count() < 2) {
            return Optional.empty();
        }
        var rows =
                visits.stream().map(visit -> histories.features(visit, moment)).toList();
        return Optional.of(Forest.grown(rows, missed));
    }

    private static List<PastVisit> known(Collection<PastVisit> visits, boolean sameDayToo) {
        Predicate<PastVisit> counts = visit -> sameDayToo || !visit.isSameDay();
        return visits.stream()
                .filter(visit -> visit.missed() != null)
                .filter(counts)
                .sorted(Comparator.comparing(PastVisit::starts))
                .toList();
    }

    private static List<String> groups(PastVisit visit) {
        var groups = new ArrayList<String>();
        if (visit.age() != null) {
            groups.add("age " + band(visit.age()));
        }
        if (!visit.sex().isEmpty()) {
            groups.add("sex " + visit.sex());
        }
        return groups;
    }

    private static String band(int age) {
        return age < 18
                ? "00–17"
                : age < 35 ? "18–34" : age < 50 ? "35–49" : age < 65 ? "50–64" : age < 80 ? "65–79" : "80+";
    }
}
