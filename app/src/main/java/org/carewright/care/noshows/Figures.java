package org.carewright.care.noshows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How well foretold risks fit what came of the visits.
 *
 * @param visits how many were tested
 * @param missedShare the share of them that was missed
 * @param auc the chance that a missed visit had the higher risk of two; null when all came or none
 * @param aucError its standard error (Hanley and McNeil 1982)
 * @param brier mean square of risk less outcome; the smaller the better
 * @param baseBrier the same when everybody is given the share of the visits that were learned from
 * @param calibration tenths of the visits, from the lowest risk to the highest
 * @param groups the same figures for each group of patients, by name
 */
record Figures(
        int visits,
        double missedShare,
        @Nullable Double auc,
        double aucError,
        double brier,
        double baseBrier,
        List<Bin> calibration,
        Map<String, Group> groups) {

    /** The fewest visits on which a group is judged. */
    static final int SMALLEST_GROUP = 50;

    private static final int BINS = 10;
    private static final double CERTAIN = 1.96;

    /** A visit that was foretold. */
    record Foretold(double risk, boolean missed, List<String> groups) {}

    /** Visits of like risk: the mean that was foretold, and the share that was missed. */
    record Bin(int visits, double foretold, double missed) {}

    /** @param meanRisk what was foretold on average; beside the share that was missed, the error of the group */
    record Group(
            int visits,
            double missedShare,
            double meanRisk,
            @Nullable Double auc,
            double brier) {}

    static Figures of(List<Foretold> visits, double baseRate) {
        var byGroup = new TreeMap<String, List<Foretold>>();
        visits.forEach(visit -> visit.groups()
                .forEach(group -> byGroup.computeIfAbsent(group, unseen -> new ArrayList<>())
                        .add(visit)));
        byGroup.values().removeIf(group -> group.size() < SMALLEST_GROUP);
        return new Figures(
                visits.size(),
                missedShare(visits),
                auc(visits),
                aucError(visits),
                brier(visits),
                visits.stream()
                        .mapToDouble(visit -> square(baseRate - (visit.missed() ? 1 : 0)))
                        .average()
                        .orElse(0),
                calibration(visits),
                byGroup.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> group(entry.getValue()),
                                (one, same) -> one,
                                TreeMap::new)));
    }

    /** Whether the risks tell more than the base rate does, and not by chance alone. */
    boolean isBetterThanBaseRate() {
        return auc != null && auc - CERTAIN * aucError > 0.5 && brier < baseBrier;
    }

    private static Group group(List<Foretold> visits) {
        var meanRisk = visits.stream().mapToDouble(Foretold::risk).average().orElse(0);
        return new Group(visits.size(), missedShare(visits), meanRisk, auc(visits), brier(visits));
    }

    private static double missedShare(List<Foretold> visits) {
        return visits.stream()
                .mapToInt(visit -> visit.missed() ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static double brier(List<Foretold> visits) {
        return visits.stream()
                .mapToDouble(visit -> square(visit.risk() - (visit.missed() ? 1 : 0)))
                .average()
                .orElse(0);
    }

    /** By ranks; visits of one risk share theirs. */
    private static @Nullable Double auc(List<Foretold> visits) {
        var sorted = visits.stream()
                .sorted(Comparator.comparingDouble(Foretold::risk))
                .toList();
        var missed = sorted.stream().filter(Foretold::missed).count();
        var kept = sorted.size() - missed;
        if (missed == 0 || kept == 0) {
            return null;
        }
        double ranks = 0;
        for (var first = 0; first < sorted.size(); ) {
            var end = first;
            while (end < sorted.size()
                    && sorted.get(end).risk() == sorted.get(first).risk()) {
                end++;
            }
            var rank = (first + 1 + end) / 2.0;
            ranks += rank
                    * sorted.subList(first, end).stream()
                            .filter(Foretold::missed)
                            .count();
            first = end;
        }
        return (ranks - missed * (missed + 1) / 2.0) / ((double) missed * kept);
    }

    private static double aucError(List<Foretold> visits) {
        var auc = auc(visits);
        if (auc == null) {
            return 0;
        }
        double missed = visits.stream().filter(Foretold::missed).count();
        var kept = visits.size() - missed;
        var q1 = auc / (2 - auc);
        var q2 = 2 * auc * auc / (1 + auc);
        var variance =
                (auc * (1 - auc) + (missed - 1) * (q1 - auc * auc) + (kept - 1) * (q2 - auc * auc)) / (missed * kept);
        return Math.sqrt(Math.max(0, variance));
    }

    private static List<Bin> calibration(List<Foretold> visits) {
        var sorted = visits.stream()
                .sorted(Comparator.comparingDouble(Foretold::risk))
                .toList();
        var bins = new ArrayList<Bin>();
        for (var i = 0; i < BINS; i++) {
            var bin = sorted.subList(sorted.size() * i / BINS, sorted.size() * (i + 1) / BINS);
            if (!bin.isEmpty()) {
                var foretold =
                        bin.stream().mapToDouble(Foretold::risk).average().orElse(0);
                bins.add(new Bin(bin.size(), foretold, missedShare(bin)));
            }
        }
        return List.copyOf(bins);
    }

    private static double square(double number) {
        return number * number;
    }
}
