package org.carewright.openings;

import java.util.Arrays;

/** A set of slots of a horizon. Not safe for use by several threads while one of them changes it. */
public final class TimeSet {

    private final int slots;
    private final long[] words;

    private TimeSet(int slots, long[] words) {
        this.slots = slots;
        this.words = words;
    }

    public static TimeSet none(Horizon horizon) {
        return none(horizon.slots());
    }

    static TimeSet none(int slots) {
        return new TimeSet(slots, new long[(slots + 63) >>> 6]);
    }

    public static TimeSet always(Horizon horizon) {
        var all = none(horizon);
        all.add(0, horizon.slots());
        return all;
    }

    public TimeSet copy() {
        return new TimeSet(slots, words.clone());
    }

    int slots() {
        return slots;
    }

    /** 64 slots from {@code 64 * index} on, the first in the lowest bit; none outside of the horizon. */
    long word(int index) {
        return index < 0 || index >= words.length ? 0 : words[index];
    }

    public boolean contains(int slot) {
        return slot >= 0 && slot < slots && ((words[slot >>> 6] >>> slot) & 1) != 0;
    }

    public boolean isEmpty() {
        return next(0) < 0;
    }

    /** The first slot of the set that is not before {@code from}, or -1. */
    public int next(int from) {
        if (from >= slots) {
            return -1;
        }
        var index = Math.max(from, 0) >>> 6;
        var word = words[index] & (-1L << Math.max(from, 0));
        while (word == 0) {
            if (++index == words.length) {
                return -1;
            }
            word = words[index];
        }
        return (index << 6) + Long.numberOfTrailingZeros(word);
    }

    /** How many slots of the set lie in [from, until). */
    public int count(int from, int until) {
        var count = 0;
        for (var index = from >>> 6; (index << 6) < until; index++) {
            count += Long.bitCount(words[index] & mask(index, from, until));
        }
        return count;
    }

    /** Whether the whole of [from, until) lies in the set. */
    public boolean covers(int from, int until) {
        return from >= 0 && until <= slots && count(from, until) == until - from;
    }

    /** Whether anything of [from, until) lies in the set. */
    public boolean meets(int from, int until) {
        var next = next(from);
        return next >= 0 && next < until;
    }

    /** Adds [from, until), as far as it lies in the horizon. */
    public void add(int from, int until) {
        var first = Math.max(from, 0);
        var end = Math.min(until, slots);
        for (var index = first >>> 6; first < end && (index << 6) < end; index++) {
            words[index] |= mask(index, first, end);
        }
    }

    /** Removes [from, until). */
    public void remove(int from, int until) {
        var first = Math.max(from, 0);
        var end = Math.min(until, slots);
        for (var index = first >>> 6; first < end && (index << 6) < end; index++) {
            words[index] &= ~mask(index, first, end);
        }
    }

    /** The bits of [from, until) in a word. */
    private static long mask(int index, int from, int until) {
        var low = Math.max(from - (index << 6), 0);
        var high = Math.min(until - (index << 6), 64);
        return (high == 64 ? -1L : (1L << high) - 1) & (-1L << low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSet set && slots == set.slots && Arrays.equals(words, set.words);
    }

    @Override
    public int hashCode() {
        return 31 * slots + Arrays.hashCode(words);
    }

    /** The stretches of the set, such as {@code [12-24, 30-31]}. */
    @Override
    public String toString() {
        var text = new StringBuilder("[");
        for (var from = next(0); from >= 0; ) {
            var until = from;
            while (contains(until)) {
                until++;
            }
            text.append(text.length() == 1 ? "" : ", ").append(from).append('-').append(until);
            from = next(until);
        }
        return text.append(']').toString();
    }
}
