package org.carewright.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.openings.ItinerarySearch.Itinerary;
import org.carewright.openings.ItinerarySearch.Rules;
import org.carewright.openings.ItinerarySearch.Stop;
import org.carewright.openings.ItinerarySearch.Visit;
import org.junit.jupiter.api.Test;

/** The search against all that is possible, on small cases. */
class ItinerarySearchTest {

    private static final int CASES = 3_000;
    private static final int DAY = 24;

    private record Case(List<Visit> visits, Rules rules, int days, int from) {

        ItinerarySearch search() {
            var first = IntStream.range(0, days).map(day -> day * DAY).toArray();
            return new ItinerarySearch(visits, rules, first, days * DAY);
        }

        /** The best by trying everything. */
        Optional<Itinerary> bestOfAll() {
            var all = new ArrayList<Itinerary>();
            go(List.of(), all);
            return all.stream()
                    .min(Comparator.comparing(Itinerary::end)
                            .thenComparing(Itinerary::days)
                            .thenComparing(Itinerary::between)
                            .thenComparing(Itinerary::travel));
        }

        private void go(List<Stop> stops, List<Itinerary> all) {
            if (stops.size() == visits.size()) {
                var complete = itinerary(stops);
                if (complete.travel() <= rules.mostTravel()) {
                    all.add(complete);
                }
                return;
            }
            for (var visit = 0; visit < visits.size(); visit++) {
                var next = visit;
                if (stops.stream().noneMatch(stop -> stop.visit() == next)
                        && (!rules.ordered() || visit == stops.size())) {
                    for (var place = 0; place < visits.get(visit).starts().size(); place++) {
                        var starts = visits.get(visit).starts().get(place);
                        for (var start = starts.next(from); start >= 0; start = starts.next(start + 1)) {
                            var stop = new Stop(visit, place, start);
                            if (stops.isEmpty() || fits(stops.getLast(), stop)) {
                                go(
                                        Stream.concat(stops.stream(), Stream.of(stop))
                                                .toList(),
                                        all);
                            }
                        }
                    }
                }
            }
        }

        private boolean fits(Stop one, Stop other) {
            var gap = other.start() - one.start() - visits.get(one.visit()).length();
            var same = one.start() / DAY == other.start() / DAY;
            var ready =
                    visits.get(one.visit()).after() + visits.get(other.visit()).before();
            return gap >= rules.least()
                    && gap <= rules.most()
                    && (!same || (gap >= ready && gap >= travel(one, other)))
                    && (same || !rules.sameDay())
                    && (!rules.samePlace() || one.place() == other.place());
        }

        private int travel(Stop one, Stop other) {
            return rules.travel().get(one.place()).get(other.place());
        }

        private Itinerary itinerary(List<Stop> stops) {
            var last = stops.getLast();
            var between = 0;
            var travel = 0;
            for (var i = 1; i < stops.size(); i++) {
                var one = stops.get(i - 1);
                var other = stops.get(i);
                if (one.start() / DAY == other.start() / DAY) {
                    between += other.start()
                            - one.start()
                            - visits.get(one.visit()).length();
                    travel += travel(one, other);
                }
            }
            return new Itinerary(
                    stops,
                    last.start() + visits.get(last.visit()).length(),
                    (int) stops.stream()
                            .map(stop -> stop.start() / DAY)
                            .distinct()
                            .count(),
                    between,
                    travel);
        }
    }

    private static Case random(SplittableRandom random) {
        var days = random.nextInt(1, 5);
        var places = random.nextInt(1, 3);
        var visits = Stream.generate(() -> visit(random, days * DAY, places))
                .limit(random.nextInt(1, 5))
                .toList();
        var least = random.nextInt(0, 4);
        var most = random.nextBoolean() ? Integer.MAX_VALUE : least + random.nextInt(0, 40);
        var travel = IntStream.range(0, places)
                .mapToObj(from -> IntStream.range(0, places)
                        .mapToObj(to -> from == to ? 0 : 5)
                        .toList())
                .toList();
        var rules = new Rules(
                random.nextBoolean(),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                least,
                most,
                travel,
                random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(0, 12));
        return new Case(visits, rules, days, random.nextInt(0, 10));
    }

    private static Visit visit(SplittableRandom random, int slots, int places) {
        var starts = new ArrayList<TimeSet>();
        for (var place = 0; place < places; place++) {
            var set = TimeSet.none(slots);
            var number = random.nextInt(0, 9);
            for (var i = 0; i < number; i++) {
                var start = random.nextInt(slots);
                set.add(start, start + 1);
            }
            starts.add(set);
        }
        return new Visit(random.nextInt(1, 5), random.nextInt(0, 3), random.nextInt(0, 3), starts);
    }

    @Test
    void it_is_as_good_as_the_best_of_all() {
        var random = new SplittableRandom(20261124);
        var found = 0;
        for (var number = 0; number < CASES; number++) {
            var one = random(random);

            var best = one.search().best(one.from());

            var expected = one.bestOfAll();
            var which = number;
            assertThat(best.map(ItinerarySearchTest::figures))
                    .as("case %d: %s", number, one)
                    .isEqualTo(expected.map(ItinerarySearchTest::figures));
            best.ifPresent(itinerary -> assertThat(one.itinerary(itinerary.stops()))
                    .as("case %d: what it says of itself", which)
                    .isEqualTo(itinerary));
            found += best.isPresent() ? 1 : 0;
        }
        assertThat(found).isBetween(CASES / 5, CASES * 4 / 5);
    }

    private static List<Integer> figures(Itinerary itinerary) {
        return List.of(itinerary.end(), itinerary.days(), itinerary.between(), itinerary.travel());
    }

    @Test
    void each_answer_begins_on_another_day() {
        var random = new SplittableRandom(7);
        for (var number = 0; number < 300; number++) {
            var one = random(random);

            var all = one.search().each(one.from(), 10);

            assertThat(all.stream()
                            .map(itinerary -> itinerary.stops().getFirst().start() / DAY))
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(all.isEmpty()).isEqualTo(one.bestOfAll().isEmpty());
        }
    }
}
