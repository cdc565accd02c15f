package org.carewright.openings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds times for several visits of one patient together: the ones that are over soonest; of those the ones on the fewest days;
 * then with the least time between visits of a day; then with the least travel. Exact.
 *
 * <p>Visits take place one after the other, so they form a chain: in some order, each at some place, each on the day of the one
 * before or on a later one. For a chain, the starts that a visit can have are those of its own that lie in reach of a start
 * of the visit before. All chains are walked as a tree, sharing what they have in common, and none further than it can
 * be over as soon as the best one. Only chains that are, and take the fewest days, are then looked at start by start.
 */
public final class ItinerarySearch {

    /** More orders than anybody can wait for. */
    public static final int MOST_VISITS = 6;

    private static final int NEVER = Integer.MAX_VALUE;

    private final List<Visit> visits;
    private final Rules rules;
    private final int[] days;
    private final int slots;

    /**
     * One of the visits.
     *
     * @param length in slots
     * @param before slots that whoever or whatever serves it needs before; likewise {@code after}
     * @param starts for each place, where it can start; none where it cannot take place at all
     */
    public record Visit(int length, int before, int after, List<TimeSet> starts) {

        public Visit {
            if (length < 1 || before < 0 || after < 0) {
                throw new IllegalArgumentException("length " + length + ", " + before + " before, " + after + " after");
            }
        }
    }

    /**
     * What holds between the visits.
     *
     * @param ordered whether they come in the order in which they are given
     * @param sameDay whether all are on one day
     * @param samePlace whether all are at one place
     * @param least slots between the end of a visit and the start of the next
     * @param most the same, at most; {@link Integer#MAX_VALUE} for any number
     * @param travel slots from one place to another, by both
     * @param mostTravel slots of travel in all, between visits of a day
     */
    public record Rules(
            boolean ordered,
            boolean sameDay,
            boolean samePlace,
            int least,
            int most,
            List<List<Integer>> travel,
            int mostTravel) {

        public Rules {
            travel = travel.stream().map(List::copyOf).toList();
        }
    }

    /** A visit's place and start. */
    public record Stop(int visit, int place, int start) {}

    /**
     * An answer.
     *
     * @param stops in the order of time
     * @param end of the last visit
     * @param days on which there are visits
     * @param between slots between visits of a day, in all
     * @param travel slots of travel between visits of a day, in all
     */
    public record Itinerary(List<Stop> stops, int end, int days, int between, int travel) {

        static final Comparator<Itinerary> BEST = Comparator.comparing(Itinerary::end)
                .thenComparing(Itinerary::days)
                .thenComparing(Itinerary::between)
                .thenComparing(Itinerary::travel);
    }

    /**
     * @param days the first slot of each day, from 0 on
     * @param slots of the whole horizon
     */
    public ItinerarySearch(List<Visit> visits, Rules rules, int[] days, int slots) {
        if (visits.isEmpty() || visits.size() > MOST_VISITS) {
            throw new IllegalArgumentException(visits.size() + " visits");
        }
        this.visits = List.copyOf(visits);
        this.rules = rules;
        this.days = days.clone();
        this.slots = slots;
    }

    /** The best itinerary of which no visit starts before {@code from}. */
    public Optional<Itinerary> best(int from) {
        var walk = new Walk(from);
        walk.begin();
        var fewest = walk.chains.stream().mapToInt(Chain::days).min().orElse(0);
        return walk.chains.stream()
                .filter(chain -> chain.days() == fewest)
                .map(walk::resolve)
                .min(Itinerary.BEST);
    }

    /** The best itinerary; then the best of those that begin on a later day, and so on. */
    public List<Itinerary> each(int from, int limit) {
        var found = new ArrayList<Itinerary>();
        var next = best(from);
        while (next.isPresent() && found.size() < limit) {
            found.add(next.get());
            var day = day(next.get().stops().getFirst().start());
            next = day + 1 < days.length ? best(days[day + 1]) : Optional.empty();
        }
        return found;
    }

    private int day(int slot) {
        var found = Arrays.binarySearch(days, slot);
        return found >= 0 ? found : -found - 2;
    }

    private int endOfDay(int day) {
        return day + 1 < days.length ? days[day + 1] : slots;
    }

    private int travel(int from, int to) {
        return rules.travel().get(from).get(to);
    }

    /** A visit in a chain, at its place; its start is not known yet. */
    private record Link(int visit, int place, boolean sameDay) {}

    /** Visits one after the other. */
    private record Chain(List<Link> links, int days, int travel) {

        static Chain of(Link first) {
            return new Chain(List.of(first), 1, 0);
        }

        Chain and(Link next, int travel) {
            var longer = new ArrayList<>(links);
            longer.add(next);
            return new Chain(
                    List.copyOf(longer),
                    next.sameDay() ? days : days + 1,
                    next.sameDay() ? this.travel + travel : this.travel);
        }

        Link last() {
            return links.getLast();
        }

        boolean has(int visit) {
            return links.stream().anyMatch(link -> link.visit() == visit);
        }
    }

    /** Slots that must lie between two visits, the first of which ends where the second can begin at the earliest. */
    private int least(Link one, Link other) {
        if (!other.sameDay()) {
            return rules.least();
        }
        var ready = visits.get(one.visit()).after() + visits.get(other.visit()).before();
        return Math.max(rules.least(), Math.max(ready, travel(one.place(), other.place())));
    }

    private int length(Link link) {
        return visits.get(link.visit()).length();
    }

    private TimeSet starts(Link link) {
        return visits.get(link.visit()).starts().get(link.place());
    }

    private int places(int visit) {
        return visits.get(visit).starts().size();
    }

    /** A walk over all chains. */
    private final class Walk {

        private final int from;
        private final List<Chain> chains = new ArrayList<>();
        private int soonest = NEVER;

        Walk(int from) {
            this.from = from;
        }

        void begin() {
            for (var visit = 0; visit < visits.size(); visit++) {
                if (!rules.ordered() || visit == 0) {
                    for (var place = 0; place < places(visit); place++) {
                        var first = new Link(visit, place, false);
                        var reach = starts(first).copy();
                        reach.remove(0, from);
                        go(Chain.of(first), reach);
                    }
                }
            }
        }

        /** @param reach where the last visit of the chain can start */
        private void go(Chain chain, TimeSet reach) {
            var complete = chain.links().size() == visits.size();
            var first = reach.next(0);
            if (first < 0 || (long) first + length(chain.last()) + stillToCome(chain) > soonest) {
                return;
            }
            if (complete) {
                if (first + length(chain.last()) < soonest) {
                    chains.clear();
                    soonest = first + length(chain.last());
                }
                chains.add(chain);
                return;
            }
            for (var visit = 0; visit < visits.size(); visit++) {
                if (rules.ordered() ? visit == chain.links().size() : !chain.has(visit)) {
                    for (var place = 0; place < places(visit); place++) {
                        extend(chain, reach, new Link(visit, place, true));
                        if (!rules.sameDay()) {
                            extend(chain, reach, new Link(visit, place, false));
                        }
                    }
                }
            }
        }

        private int stillToCome(Chain chain) {
            return IntStream.range(0, visits.size())
                    .filter(visit -> !chain.has(visit))
                    .map(visit -> visits.get(visit).length() + rules.least())
                    .sum();
        }

        private void extend(Chain chain, TimeSet reach, Link next) {
            if (rules.samePlace() && next.place() != chain.last().place()) {
                return;
            }
            var longer = chain.and(next, travel(chain.last().place(), next.place()));
            if (longer.travel() <= rules.mostTravel()) {
                go(longer, after(reach, chain.last(), next, starts(next)));
            }
        }

        /** Those of the starts of a visit that are in reach of the one before, as far as they can be over in time. */
        private TimeSet after(TimeSet reach, Link one, Link next, TimeSet starts) {
            var result = TimeSet.none(slots);
            var filled = 0;
            for (var start = reach.next(0); start >= 0 && start < soonest; start = reach.next(start + 1)) {
                var end = start + length(one);
                var evening = endOfDay(day(start));
                var first = Math.max(
                        filled, next.sameDay() ? end + least(one, next) : Math.max(end + rules.least(), evening));
                var last = rules.most() == NEVER ? slots : Math.min((long) slots, (long) end + rules.most() + 1);
                var until = (int) (next.sameDay() ? Math.min(evening, last) : last);
                if (first < until) {
                    for (var found = starts.next(first); found >= 0 && found < until; found = starts.next(found + 1)) {
                        result.add(found, found + 1);
                    }
                    filled = until;
                }
                if (filled == slots) {
                    break;
                }
            }
            return result;
        }

        /** The best starts for a chain that can be over soonest. */
        Itinerary resolve(Chain chain) {
            var size = chain.links().size();
            var starts = chain.links().stream().map(this::startsUntil).toList();
            var between = new int[size][];
            var before = new int[size][];
            for (var k = 0; k < size; k++) {
                between[k] = new int[starts.get(k).length];
                before[k] = new int[starts.get(k).length];
                if (k > 0) {
                    follow(
                            chain.links().get(k - 1),
                            chain.links().get(k),
                            starts.get(k - 1),
                            starts.get(k),
                            between[k - 1],
                            between[k],
                            before[k]);
                }
            }
            var stops = new ArrayList<Stop>();
            var at = Arrays.binarySearch(starts.getLast(), soonest - length(chain.last()));
            var sum = between[size - 1][at];
            for (var k = size - 1; k >= 0; k--) {
                var link = chain.links().get(k);
                stops.addFirst(new Stop(link.visit(), link.place(), starts.get(k)[at]));
                at = before[k][at];
            }
            return new Itinerary(List.copyOf(stops), soonest, chain.days(), sum, chain.travel());
        }

        private int[] startsUntil(Link link) {
            var set = starts(link);
            return IntStream.iterate(
                            set.next(from),
                            start -> start >= 0 && start + length(link) <= soonest,
                            start -> set.next(start + 1))
                    .toArray();
        }

        /** For each start of a visit the start of the one before with the least between visits so far, and how much that is. */
        private void follow(Link one, Link other, int[] starts, int[] next, int[] between, int[] sum, int[] before) {
            var least = least(one, other);
            var low = 0;
            for (var i = 0; i < next.length; i++) {
                var morning = days[day(next[i])];
                sum[i] = NEVER;
                var latest = next[i] - length(one) - least;
                var earliest = rules.most() == NEVER ? 0 : next[i] - length(one) - rules.most();
                if (other.sameDay()) {
                    earliest = Math.max(earliest, morning);
                } else {
                    latest = Math.min(latest, morning - 1);
                }
                while (low < starts.length && starts[low] < earliest) {
                    low++;
                }
                for (var p = low; p < starts.length && starts[p] <= latest && sum[i] > 0; p++) {
                    if (between[p] != NEVER) {
                        var now = between[p] + (other.sameDay() ? next[i] - starts[p] - length(one) : 0);
                        if (now < sum[i]) {
                            sum[i] = now;
                            before[i] = p;
                        }
                    }
                }
            }
        }
    }
}
