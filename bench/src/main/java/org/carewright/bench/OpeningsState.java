package org.carewright.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.carewright.openings.Horizon;
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
 * Half a year of a clinic on the grid of five minutes: four of ten resources are practitioners, four rooms, two devices. Each is
 * open from eight to six on weekdays and taken for six tenths of that, by visits of a quarter of an hour to an hour.
 */
@State(Scope.Thread)
public class OpeningsState {

    private static final int DAYS = 180;
    private static final int SLOTS_A_DAY = 288;
    private static final int OPENS = 96;
    private static final int CLOSES = 216;
    private static final int LENGTH = 6;
    private static final int WANTED = 10;
    private static final double FULL = 0.6;

    @Param({"1000", "10000"})
    public int resources;

    private final SplittableRandom random = new SplittableRandom(20_261_124);
    private final List<Candidate> practitioners = new ArrayList<>();
    private final List<Candidate> rooms = new ArrayList<>();
    private final List<Candidate> devices = new ArrayList<>();
    private final List<TimeSet> patients = new ArrayList<>();
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
        for (var i = 0; i < resources; i++) {
            (i % 10 < 4 ? practitioners : i % 10 < 8 ? rooms : devices).add(new Candidate(open, taken()));
        }
        for (var i = 0; i < 100; i++) {
            var times = TimeSet.none(horizon);
            for (var visit = 0; visit < 12; visit++) {
                var start = random.nextInt(DAYS) * SLOTS_A_DAY + OPENS + random.nextInt(CLOSES - OPENS - LENGTH);
                times.add(start, start + LENGTH);
            }
            patients.add(times);
        }
    }

    private TimeSet taken() {
        var taken = TimeSet.none(horizon);
        for (var day = 0; day < DAYS; day++) {
            var first = day * SLOTS_A_DAY;
            while (taken.count(first + OPENS, first + CLOSES) < FULL * (CLOSES - OPENS)) {
                var start = first + OPENS + random.nextInt(CLOSES - OPENS);
                taken.add(start, Math.min(first + CLOSES, start + 3 + random.nextInt(10)));
            }
        }
        return taken;
    }

    /** With whoever can, in any room that fits, on any device: the first ten from a random day on. */
    @Benchmark
    public List<Integer> anyWhoCan() {
        return first(practitioners);
    }

    /** With one practitioner by name. */
    @Benchmark
    public List<Integer> oneByName() {
        return first(List.of(practitioners.get(random.nextInt(practitioners.size()))));
    }

    /** With one who is never free: the whole half year is looked through, and what stands in the way is found. */
    @Benchmark
    public List<List<Integer>> nothingAndWhyNot() {
        return search(List.of(new Candidate(open, TimeSet.always(horizon)))).conflicts(0, horizon.slots());
    }

    private List<Integer> first(List<Candidate> able) {
        return search(able).first(random.nextInt(DAYS / 2) * SLOTS_A_DAY, horizon.slots(), WANTED);
    }

    private OpeningSearch search(List<Candidate> able) {
        var never = TimeSet.none(horizon);
        var patient = patients.get(random.nextInt(patients.size()));
        return new OpeningSearch(
                LENGTH,
                starts,
                List.of(
                        Need.within(open, never),
                        Need.within(TimeSet.always(horizon), patient),
                        new Need(able, 1, 0, 2),
                        new Need(rooms, 1, 0, 2),
                        new Need(devices, 1, 0, 1)));
    }
}
