package org.carewright.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.openings.Horizon;
import org.carewright.openings.ItinerarySearch;
import org.carewright.openings.ItinerarySearch.Itinerary;
import org.carewright.openings.ItinerarySearch.Rules;
import org.carewright.openings.ItinerarySearch.Visit;
import org.carewright.openings.Need;
import org.carewright.openings.Need.Candidate;
import org.carewright.openings.OpeningSearch;
import org.carewright.openings.TimeSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Ninety days of two sites half an hour apart, each with twenty practitioners and twenty rooms, open from eight to six on
 * weekdays. Four visits of one patient: three with a practitioner by name, one with any who can.
 */
@State(Scope.Thread)
public class ItineraryState {

    private static final int DAYS = 90;
    private static final int SLOTS_A_DAY = 288;
    private static final int OPENS = 96;
    private static final int CLOSES = 216;
    private static final int SITES = 2;
    private static final int STAFF = 20;

    /** How much of the practitioners' time is taken, in percent. */
    @Param({"60", "95"})
    public int full;

    private final SplittableRandom random = new SplittableRandom(20_261_124);
    private final List<List<Candidate>> practitioners = new ArrayList<>();
    private final List<List<Candidate>> rooms = new ArrayList<>();
    private Horizon horizon = new Horizon(Instant.EPOCH, 0);
    private TimeSet open = TimeSet.none(horizon);
    private TimeSet starts = TimeSet.none(horizon);

    @Setup
    public void fill() {
        horizon = Horizon.of(Instant.parse("2026-11-23T00:00:00Z"), Duration.ofDays(DAYS));
        open = TimeSet.none(horizon);
        starts = TimeSet.none(horizon);
        for (var day = 0; day < DAYS; day++) {
            if (day % 7 < 5) {
                open.add(day * SLOTS_A_DAY + OPENS, day * SLOTS_A_DAY + CLOSES);
            }
        }
        for (var slot = 0; slot < horizon.slots(); slot += 3) {
            starts.add(slot, slot + 1);
        }
        for (var site = 0; site < SITES; site++) {
            practitioners.add(Stream.generate(() -> new Candidate(open, taken(full)))
                    .limit(STAFF)
                    .toList());
            rooms.add(Stream.generate(() -> new Candidate(open, taken(full / 2)))
                    .limit(STAFF)
                    .toList());
        }
    }

    private TimeSet taken(int percent) {
        var taken = TimeSet.none(horizon);
        for (var day = 0; day < DAYS; day++) {
            var first = day * SLOTS_A_DAY;
            while (taken.count(first + OPENS, first + CLOSES) * 100 < percent * (CLOSES - OPENS)) {
                var start = first + OPENS + random.nextInt(CLOSES - OPENS);
                taken.add(start, Math.min(first + CLOSES, start + 3 + random.nextInt(10)));
            }
        }
        return taken;
    }

    /** In any order, on any days. */
    @Benchmark
    public Optional<Itinerary> anyOrder() {
        return best(new Rules(false, false, false, 0, Integer.MAX_VALUE, travel(), Integer.MAX_VALUE));
    }

    /** In this order, all on one day, at least ten minutes and at most four hours between two. */
    @Benchmark
    public Optional<Itinerary> oneDayInOrder() {
        return best(new Rules(true, true, false, 2, 48, travel(), Integer.MAX_VALUE));
    }

    /** In any order, each within a week of the one before. */
    @Benchmark
    public Optional<Itinerary> withinAWeek() {
        return best(new Rules(false, false, false, SLOTS_A_DAY, 7 * SLOTS_A_DAY, travel(), Integer.MAX_VALUE));
    }

    private static List<List<Integer>> travel() {
        return List.of(List.of(0, 6), List.of(6, 0));
    }

    private Optional<Itinerary> best(Rules rules) {
        var visits = IntStream.range(0, 4).mapToObj(this::visit).toList();
        var days = IntStream.range(0, DAYS).map(day -> day * SLOTS_A_DAY).toArray();
        return new ItinerarySearch(visits, rules, days, horizon.slots()).best(random.nextInt(7) * SLOTS_A_DAY);
    }

    private Visit visit(int number) {
        var who = random.nextInt(STAFF);
        var where = random.nextInt(SITES);
        var free = IntStream.range(0, SITES)
                .mapToObj(site -> {
                    var able = number == 0
                            ? practitioners.get(site)
                            : site == where ? List.of(practitioners.get(site).get(who)) : List.<Candidate>of();
                    return starts(able, rooms.get(site));
                })
                .toList();
        return new Visit(3 + 3 * number, 0, 2, free);
    }

    private TimeSet starts(List<Candidate> able, List<Candidate> rooms) {
        var all = TimeSet.none(horizon);
        new OpeningSearch(
                        6,
                        starts,
                        List.of(
                                Need.within(open, TimeSet.none(horizon)),
                                new Need(able, 1, 0, 2),
                                new Need(rooms, 1, 0, 2)))
                .each(0, horizon.slots(), start -> {
                    all.add(start, start + 1);
                    return true;
                });
        return all;
    }
}
