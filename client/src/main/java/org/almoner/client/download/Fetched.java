package org.almoner.client.download;

import java.nio.file.Path;

import org.almoner.client.catalog.Sha256;

/**
 * A file that is in place.
 *
 * @param size in bytes
 * @param sha256 as computed of the bytes in place
 * @param alreadyThere whether it was in place before, so that nothing was fetched
 */
public record Fetched(Path path, long size, Sha256 sha256, Proof proof, boolean alreadyThere) {

    /** What the bytes could be held against. */
    public enum Proof {
        /** The hash that the server lists. */
        HASH,
        /** The server lists none, but sends one with the bytes ({@code Repr-Digest}, RFC 9530). */
        DIGEST,
        /** The server says no hash, but lists a size, and that is right. */
        SIZE,
        /** The server says neither: the transfer ended as it should, no more is known. */
        NONE
    }
}
