package org.almoner.sample;

/** Numbers that look random and depend on nothing but what they are drawn for. */
final class Dice {

    private Dice() {}

    /** From 0 to 99. */
    static int percent(long seed, int... purpose) {
        return below(100, seed, purpose);
    }

    /** From 0 to {@code bound - 1}. */
    static int below(int bound, long seed, int... purpose) {
        long mixed = mix(seed);
        for (int part : purpose) {
            mixed = mix(mixed + part);
        }
        return (int) Long.remainderUnsigned(mixed, bound);
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
