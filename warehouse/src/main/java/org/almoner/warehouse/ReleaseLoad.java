package org.almoner.warehouse;

import java.time.Instant;
import java.util.List;

/**
 * A release that was loaded, or would be.
 *
 * @param number from 1 on, in the order of the loads into the schema; 0 if it is not loaded
 * @param version of the code set {@code profile}
 */
public record ReleaseLoad(long number, String profile, String version, List<LoadedPart> parts, Instant loadedAt) {

    public ReleaseLoad {
        parts = List.copyOf(parts);
    }

    /**
     * One file of it that holds rows.
     *
     * @param fileName of the file that was given: itself, or the ZIP that it is in
     * @param sizeInBytes of that
     * @param sha256 of that, in lower-case hexadecimal
     * @param part its own name
     * @param table that it went into
     * @param unknownHeadings of columns that its profile does not know, and that were left out
     */
    public record LoadedPart(
            String fileName,
            long sizeInBytes,
            String sha256,
            String part,
            String table,
            long rows,
            List<String> unknownHeadings) {

        public LoadedPart {
            unknownHeadings = List.copyOf(unknownHeadings);
        }
    }

    /** Of all parts. */
    public long rows() {
        return parts.stream().mapToLong(LoadedPart::rows).sum();
    }
}
