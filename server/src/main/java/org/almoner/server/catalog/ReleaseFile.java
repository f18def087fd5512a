package org.almoner.server.catalog;

import java.util.UUID;

import org.almoner.server.storage.UploadId;
import org.jspecify.annotations.Nullable;

/**
 * A file of a version. It has an upload under way, or bytes in the store, or both while what is to replace it is being uploaded.
 *
 * @param upload null if none is under way
 * @param stored null if nothing is in the store yet
 */
record ReleaseFile(
        UUID id,
        UUID versionId,
        FileName name,
        @Nullable PendingUpload upload,
        @Nullable StoredFile stored) {

    /** An upload under way, and what its bytes will be served as. */
    record PendingUpload(UploadId id, String contentType) {}
}
