package org.almoner.warehouse;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;

/**
 * An extract that is loaded: a row of the ledger.
 *
 * @param number from 1 on, in the order of the loads
 * @param extract what it said of itself
 * @param archive its file
 * @param rowsInserted of all tables
 * @param rowsDeleted of all tables; nothing for a COMPLETE, which takes the place of all there is
 * @param loadedAt when the transaction was about to be committed
 */
public record Load(
        long number,
        ExtractDescription extract,
        ArchiveFile archive,
        long rowsInserted,
        OptionalLong rowsDeleted,
        Instant loadedAt) {

    /**
     * The bytes that were loaded.
     *
     * @param size in bytes
     * @param sha256 lower-case hexadecimal
     */
    public record ArchiveFile(String name, long size, String sha256) {}

    public ArchiveName name() {
        return extract.name();
    }

    public Optional<ArchiveName> base() {
        return extract.base();
    }
}
