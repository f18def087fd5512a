package org.almoner.client.publish;

import org.almoner.client.catalog.Sha256;

/**
 * A file that is on the server.
 *
 * @param size in bytes
 */
public record PublishedFile(String fileName, long size, Sha256 sha256, How how) {

    /** How it got there. */
    public enum How {
        /** All of it was sent. */
        UPLOADED,
        /** The rest of it was sent. */
        RESUMED,
        /** It was there already, with the same hash. */
        ALREADY_THERE
    }
}
