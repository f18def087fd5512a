package org.almoner.sample.population;

import java.nio.file.Path;

/**
 * The file of one type.
 *
 * @param lines how many resources it holds; may be 0
 * @param bytes of NDJSON before any compression
 */
public record WrittenFile(FhirType type, Path path, long lines, long bytes) {}
