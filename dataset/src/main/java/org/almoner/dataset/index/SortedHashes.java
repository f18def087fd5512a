package org.almoner.dataset.index;

import java.io.IOException;

/** Row hashes in ascending order, equal ones one after the other. */
public interface SortedHashes {

    /** Goes on to the next one; false if there is none. */
    boolean next() throws IOException;

    /** The first 64 bits of the current one. */
    long high();

    /** The last 64 bits of the current one. */
    long low();
}
