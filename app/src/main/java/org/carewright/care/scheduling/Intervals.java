package org.carewright.care.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.carewright.platform.types.Interval;

/** Sets of moments as lists of disjoint intervals in the order of time, no two of which touch. */
final class Intervals {

    private Intervals() {}

    /** All moments that lie in any of the given intervals, which may overlap and come in any order. */
    static List<Interval> union(Collection<Interval> intervals) {
        var sorted =
                intervals.stream().sorted(Comparator.comparing(Interval::start)).toList();
        var result = new ArrayList<Interval>();
        for (var next : sorted) {
            var last = result.isEmpty() ? null : result.getLast();
            if (last == null || last.end().isBefore(next.start())) {
                result.add(next);
            } else if (last.end().isBefore(next.end())) {
                result.set(result.size() - 1, new Interval(last.start(), next.end()));
            }
        }
        return List.copyOf(result);
    }

    /** The moments of {@code set} that lie in none of {@code taken}. */
    static List<Interval> minus(List<Interval> set, List<Interval> taken) {
        var result = new ArrayList<Interval>();
        for (var part : set) {
            var from = part.start();
            for (var hole : taken) {
                if (!hole.overlaps(part)) {
                    continue;
                }
                if (from.isBefore(hole.start())) {
                    result.add(new Interval(from, hole.start()));
                }
                from = later(from, hole.end());
            }
            if (from.isBefore(part.end())) {
                result.add(new Interval(from, part.end()));
            }
        }
        return List.copyOf(result);
    }

    /** The moments that lie in both sets. */
    static List<Interval> intersection(List<Interval> one, List<Interval> other) {
        var result = new ArrayList<Interval>();
        for (var a : one) {
            for (var b : other) {
                if (a.overlaps(b)) {
                    result.add(new Interval(later(a.start(), b.start()), earlier(a.end(), b.end())));
                }
            }
        }
        return List.copyOf(result);
    }

    /** Whether every moment of {@code wanted} lies in the set. */
    static boolean covers(List<Interval> set, Interval wanted) {
        return set.stream()
                .anyMatch(part ->
                        !wanted.start().isBefore(part.start()) && !part.end().isBefore(wanted.end()));
    }

    /** Whether any moment of {@code wanted} lies in the set; takes the logarithm of the set's size. */
    static boolean meets(List<Interval> set, Interval wanted) {
        var low = 0;
        var high = set.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (set.get(middle).end().isAfter(wanted.start())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < set.size() && set.get(low).start().isBefore(wanted.end());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
