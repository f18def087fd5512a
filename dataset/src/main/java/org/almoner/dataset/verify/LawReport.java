package org.almoner.dataset.verify;

import java.util.List;

/**
 * What came of holding three archives against the law.
 *
 * @param archives what was found in each of them, in the order in which they were given
 * @param misfits why they do not follow on each other, in words; empty if they do
 * @param breaches how each entity differs; empty if the law holds
 */
public record LawReport(List<Verification> archives, List<String> misfits, List<Breach> breaches) {

    public LawReport {
        archives = List.copyOf(archives);
        misfits = List.copyOf(misfits);
        breaches = List.copyOf(breaches);
    }

    /** Whether the archives are sound, follow on each other, and the law holds. */
    public boolean holds() {
        return breaches.isEmpty() && misfits.isEmpty() && archives.stream().allMatch(Verification::isSound);
    }

    /**
     * An entity that does not come out as it should.
     *
     * @param hashes how many hashes come out with a wrong number of rows
     * @param example one of them
     * @param reason how it differs, for people
     */
    public record Breach(String entity, long hashes, String example, String reason) {}
}
