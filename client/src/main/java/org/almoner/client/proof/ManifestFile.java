package org.almoner.client.proof;

import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A file as a manifest says it.
 *
 * @param fileName as it was published: not to be used as a path before it was checked
 * @param sizeInBytes not negative
 * @param contentType null when the publisher said none
 */
public record ManifestFile(
        String fileName,
        long sizeInBytes,
        Sha256 sha256,
        @Nullable String contentType) {

    public ManifestFile {
        requireNonNull(fileName, "file_name is missing");
        requireNonNull(sha256, "sha256 is missing");
        if (sizeInBytes < 0) {
            throw new IllegalArgumentException("A file cannot have " + sizeInBytes + " bytes");
        }
    }
}
