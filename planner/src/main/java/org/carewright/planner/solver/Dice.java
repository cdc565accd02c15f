package org.carewright.planner.solver;

/** Random numbers, quick and repeatable: xoroshiro128+ (Blackman and Vigna 2018). */
final class Dice {

    private static final double[] MINUS_LOG = new double[1 << 12];

    static {
        for (var i = 0; i < MINUS_LOG.length; i++) {
            MINUS_LOG[i] = -Math.log((i + 0.5) / MINUS_LOG.length);
        }
    }

    private long one;
    private long two;

    Dice(long seed) {
        one = mix(seed);
        two = mix(seed + 0x9E3779B97F4A7C15L);
    }

    private static long mix(long seed) {
        var z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        var a = one;
        var b = two;
        var sum = a + b;
        b ^= a;
        one = Long.rotateLeft(a, 24) ^ b ^ (b << 16);
        two = Long.rotateLeft(b, 37);
        return sum;
    }

    /** From 0 up to the bound less one. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** The position of one of the bits that are set, of which there must be any. */
    int bitOf(long bits) {
        var rest = bits;
        for (var i = below(Long.bitCount(bits)); i > 0; i--) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    /** Exponentially distributed, mean 1: how many temperatures worse a step may be. */
    double patience() {
        return MINUS_LOG[(int) (next() >>> 52)];
    }
}
