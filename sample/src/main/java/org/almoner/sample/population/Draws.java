package org.almoner.sample.population;

/**
 * Numbers that look random and follow from what they are drawn for. Each thing draws from its own, so that what happens to
 * one never shifts what happens to another.
 */
final class Draws {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    /** @param key of whoever is drawn for */
    static Draws of(long key, Purpose purpose, long ordinal) {
        return new Draws(key(key, purpose.salt(), ordinal));
    }

    static long key(long key, long one, long other) {
        return mix(mix(mix(key + GOLDEN) + one * GOLDEN) + other);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** Both ends included, in seconds or whatever they are. */
    long between(long least, long most) {
        return least + Long.remainderUnsigned(next(), most - least + 1);
    }

    /** True in so many of 100 cases. */
    boolean percent(int chance) {
        return below(100) < chance;
    }

    <T> T one(T[] of) {
        return of[below(of.length)];
    }
}
