package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;

/**
 * What a version consists of: files that are in the store whole.
 *
 * @param name of the version
 * @param effectiveDate from when it is in force
 * @param files by name
 */
public record Contents(UUID versionId, String slug, String name, LocalDate effectiveDate, List<Content> files) {

    public Contents {
        files = List.copyOf(files);
    }

    /** A file of it. */
    public record Content(String fileName, ObjectKey object, long sizeInBytes, Sha256 sha256) {}
}
