package org.almoner.client.catalog;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A file of a version, with a link to its bytes. Its text form leaves out what the link is signed with.
 *
 * @param fileName as the server says it: not to be used as a path before it was checked
 * @param downloadUrl the link; whoever has it can fetch the file until it expires
 * @param sizeInBytes null when the server does not say
 * @param sha256 null when the server does not say
 * @param contentType null when the server does not say
 * @param expiresAt when the link stops working; null when the server does not say
 */
public record ReleaseFile(
        String id,
        @Nullable String versionId,
        String fileName,
        URI downloadUrl,
        @Nullable String publishUrl,
        @Nullable Long sizeInBytes,
        @Nullable Sha256 sha256,
        @Nullable String contentType,
        @Nullable Instant expiresAt) {

    public ReleaseFile {
        requireNonNull(id, "id is missing");
        requireNonNull(fileName, "file_name is missing");
        requireNonNull(downloadUrl, "download_url is missing");
    }

    @Override
    public String toString() {
        return "ReleaseFile[id=" + id + ", fileName=" + fileName + ", sizeInBytes=" + sizeInBytes + ", sha256=" + sha256
                + "]";
    }
}
