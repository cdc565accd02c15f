package org.carewright.openings;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds the slots in which a visit can start: where enough candidates of each need are open for the whole visit and
 * not taken from its time before until its time after.
 *
 * <p>For a candidate, "free for {@code n} slots from here" is the intersection of its free time with itself moved by 1,
 * 2, 4 … slots: a few operations for 64 slots at once. The candidates of a need are united, the needs intersected, and
 * the stretch that is looked at grows as nothing is found, so that a search costs little when there is something soon.
 */
public final class OpeningSearch {

    /** Words looked at in the first step, about two and a half days; each step looks at twice as many as the one before. */
    private static final int FIRST_STEP = 12;

    private final int length;
    private final TimeSet starts;
    private final List<Need> needs;

    /**
     * @param length of the visit in slots, at least 1
     * @param starts where a visit may start at all
     */
    public OpeningSearch(int length, TimeSet starts, List<Need> needs) {
        if (length < 1) {
            throw new IllegalArgumentException("length " + length);
        }
        this.length = length;
        this.starts = starts;
        this.needs = List.copyOf(needs);
    }

    /** The first starts in [from, until), at most so many, in the order of time. */
    public List<Integer> first(int from, int until, int limit) {
        var found = new ArrayList<Integer>();
        if (limit > 0) {
            each(from, until, start -> {
                found.add(start);
                return found.size() < limit;
            });
        }
        return found;
    }

    /** Shows the starts in [from, until) in the order of time, as long as it is answered true. */
    public void each(int from, int until, IntPredicate goOn) {
        var end = Math.min(until, starts.slots());
        var step = FIRST_STEP;
        var last = (end + 63) >>> 6;
        for (var first = Math.max(from, 0) >>> 6; first < last; first += step, step *= 2) {
            var words = starts(first, Math.min(step, last - first), needs);
            for (var index = 0; index < words.length; index++) {
                for (var word = words[index]; word != 0; word &= word - 1) {
                    var start = ((first + index) << 6) + Long.numberOfTrailingZeros(word);
                    if (start >= end || (start >= from && !goOn.test(start))) {
                        return;
                    }
                }
            }
        }
    }

    /** The candidates of a need that can serve a visit with this start, by their places. */
    public List<Integer> able(int need, int start) {
        var candidates = needs.get(need).candidates();
        return IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).serves(start, length, needs.get(need)))
                .boxed()
                .toList();
    }

    /**
     * Why there is no start in [from, until): all smallest sets of needs that cannot be met together, by their places.
     * Each set loses its conflict when any of its needs is dropped. Empty if there is a start; one empty set if no visit
     * may start then at all.
     */
    public List<List<Integer>> conflicts(int from, int until) {
        var first = Math.max(from, 0) >>> 6;
        var count = Math.max(((Math.min(until, starts.slots()) + 63) >>> 6) - first, 0);
        var base = within(starts(first, count, List.of()), first, from, until);
        var of = needs.stream().map(need -> starts(first, count, List.of(need))).toList();
        var found = new ArrayList<BitSet>();
        var subsets = IntStream.range(0, 1 << needs.size())
                .boxed()
                .sorted(Comparator.comparing(Integer::bitCount))
                .map(bits -> BitSet.valueOf(new long[] {bits}))
                .toList();
        for (var subset : subsets) {
            if (found.stream().noneMatch(smaller -> isSubset(smaller, subset)) && !meet(base, of, subset)) {
                found.add(subset);
            }
        }
        return found.stream().map(set -> set.stream().boxed().toList()).toList();
    }

    /** The same search with some of its needs only, by their places. */
    public OpeningSearch only(List<Integer> places) {
        return new OpeningSearch(length, starts, places.stream().map(needs::get).toList());
    }

    private static boolean isSubset(BitSet smaller, BitSet larger) {
        var rest = (BitSet) smaller.clone();
        rest.andNot(larger);
        return rest.isEmpty();
    }

    private static boolean meet(long[] base, List<long[]> of, BitSet subset) {
        return IntStream.range(0, base.length).anyMatch(index -> {
            var word = base[index];
            for (var need = subset.nextSetBit(0); need >= 0; need = subset.nextSetBit(need + 1)) {
                word &= of.get(need)[index];
            }
            return word != 0;
        });
    }

    private static long[] within(long[] words, int first, int from, int until) {
        for (var slot = first << 6; slot < from; slot++) {
            words[(slot >>> 6) - first] &= ~(1L << slot);
        }
        for (var slot = until; slot < (first + words.length) << 6; slot++) {
            words[(slot >>> 6) - first] &= ~(1L << slot);
        }
        return words;
    }

    /** The starts in so many words from {@code first} on. */
    private long[] starts(int first, int count, List<Need> needs) {
        var result = new long[count];
        for (var index = 0; index < count; index++) {
            result[index] = starts.word(first + index);
        }
        for (var need : needs) {
            if (!retainServed(result, first, need)) {
                break;
            }
        }
        return result;
    }

    /** Keeps those starts at which enough candidates of the need can serve; tells whether any are left. */
    private boolean retainServed(long[] result, int first, Need need) {
        var count = result.length;
        // enough[k]: where at least k + 1 of the candidates so far can.
        var enough = new long[need.count()][count];
        var last = need.count() - 1;
        var span = need.before() + length + need.after();
        var open = new long[count + (length >>> 6) + 1];
        var free = new long[count + (span >>> 6) + 1];
        for (var candidate : need.candidates()) {
            // Bit s of free stands for the slot s - before; what lies before the horizon or after it is free.
            for (var index = 0; index < open.length; index++) {
                open[index] = candidate.open().word(first + index);
            }
            for (var index = 0; index < free.length; index++) {
                free[index] = ~later(candidate.taken(), first + index, need.before());
            }
            keepRuns(open, length);
            keepRuns(free, span);
            var missing = 0L;
            for (var index = 0; index < count; index++) {
                var serves = open[index] & free[index];
                for (var k = last; k > 0; k--) {
                    enough[k][index] |= enough[k - 1][index] & serves;
                }
                enough[0][index] |= serves;
                missing |= result[index] & ~enough[last][index];
            }
            if (missing == 0) {
                return true;
            }
        }
        var any = 0L;
        for (var index = 0; index < count; index++) {
            any |= result[index] &= enough[last][index];
        }
        return any != 0;
    }

    /** The word of a set that has been moved to later by so many slots. */
    private static long later(TimeSet set, int index, int slots) {
        var from = index - (slots >>> 6);
        var bits = slots & 63;
        return bits == 0 ? set.word(from) : (set.word(from) << bits) | (set.word(from - 1) >>> (64 - bits));
    }

    /** Leaves each bit that begins a run of so many at least. */
    private static void keepRuns(long[] words, int length) {
        var done = 1;
        while (done < length) {
            var by = Math.min(done, length - done);
            var whole = by >>> 6;
            var bits = by & 63;
            for (var index = 0; index < words.length; index++) {
                var low = index + whole < words.length ? words[index + whole] : 0;
                var high = index + whole + 1 < words.length ? words[index + whole + 1] : 0;
                words[index] &= bits == 0 ? low : (low >>> bits) | (high << (64 - bits));
            }
            done += by;
        }
    }
}
