package org.almoner.dataset.archive;

/**
 * A file of an archive, as its summary tells of it.
 *
 * @param name without the folder
 * @param entity whose rows or deletes it holds
 * @param rows without the header row
 * @param size in bytes, not compressed
 * @param sha256 lower-case hexadecimal
 */
public record ArchivedFile(String name, String entity, FileKind kind, long rows, long size, String sha256) {}
