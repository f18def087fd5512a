package org.almoner.dataset.archive;

import java.nio.file.Path;

/**
 * An extract that is on disk, whole and synced.
 *
 * @param archive its file
 * @param size of the archive in bytes
 * @param index the file with the hashes of all rows that it stands for; the next INCREMENTAL needs it
 */
public record FinishedExtract(Path archive, long size, Path index, ExtractSummary summary) {}
