package org.almoner.warehouse;

import java.nio.file.Path;

import org.almoner.dataset.archive.ArchiveName;

/**
 * An archive as it lies there, before anybody has looked into it.
 *
 * @param name as the file is called
 * @param size in bytes
 */
public record Archive(Path path, ArchiveName name, long size) {}
