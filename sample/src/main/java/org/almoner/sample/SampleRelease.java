package org.almoner.sample;

import java.time.LocalDate;

/**
 * One release of a made-up code set. The same values give the same bytes, wherever and whenever.
 *
 * @param number 0 for the first; each later release adds, retires and revises a few in a hundred of the codes before it
 * @param date the day the release takes effect; shows in file names and date columns
 * @param codes how many codes the first release has; at least 1, at most 1,000,000
 * @param seed another seed gives another code set
 */
public record SampleRelease(int number, LocalDate date, int codes, long seed) {

    public SampleRelease {
        if (number < 0) {
            throw new IllegalArgumentException("The first release has number 0; there is no " + number);
        }
        if (codes < 1 || codes > 1_000_000) {
            throw new IllegalArgumentException("A sample has 1 to 1,000,000 codes, not " + codes);
        }
    }
}
