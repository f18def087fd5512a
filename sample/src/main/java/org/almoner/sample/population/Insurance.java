package org.almoner.sample.population;

/**
 * What pays for a person for some years, until the next does.
 *
 * @param ordinal which of the person's
 */
record Insurance(long ordinal, int payer, long start, long end) {

    private static final long LEAST = 300 * Seconds.DAY;
    private static final long MOST = 7 * Seconds.YEAR;

    static Insurance at(Person person, long moment) {
        var draws = person.draws(Purpose.COVERAGE, 0);
        long length = draws.between(LEAST, MOST) / Seconds.DAY * Seconds.DAY;
        long phase = Math.floorMod(draws.next(), length / Seconds.DAY) * Seconds.DAY;
        long turn = Math.floorDiv(moment + phase, length);
        int payer = person.draws(Purpose.COVERAGE, 1 + turn).below(Network.PAYERS);
        return new Insurance(turn, payer, turn * length - phase, (turn + 1) * length - phase);
    }
}
