package org.almoner.sample.population;

/** Told how the writing gets on; on the thread that writes. */
@FunctionalInterface
public interface PopulationListener {

    /**
     * So much is written.
     *
     * @param ofPatients how many it will be
     * @param bytes of NDJSON before any compression
     */
    void written(int patients, int ofPatients, long bytes);
}
