package org.almoner.server.catalog;

import java.util.UUID;

import org.almoner.server.storage.Sha256;
import org.almoner.server.storage.Upload;
import org.almoner.server.storage.UploadId;
import org.jspecify.annotations.Nullable;

/** A file of a version, as its publisher sees it. */
record DraftFile(UUID id, FileName name, String contentType, Progress progress) {

    /** How far the file is. */
    sealed interface Progress {}

    /**
     * Bytes are still to come.
     *
     * @param offset how many have arrived
     * @param length how many there will be; null if the sender did not say
     * @param expected the digest they must have; null if the sender did not say
     */
    record Uploading(
            UploadId id,
            long offset,
            @Nullable Long length,
            @Nullable Sha256 expected) implements Progress {}

    /** It is in the store whole. */
    record Stored(long sizeInBytes, Sha256 sha256) implements Progress {}

    static DraftFile uploading(UUID id, FileName name, String contentType, Upload upload) {
        return new DraftFile(
                id, name, contentType, new Uploading(upload.id(), upload.offset(), upload.length(), upload.expected()));
    }

    static DraftFile stored(UUID id, FileName name, StoredFile stored) {
        return new DraftFile(id, name, stored.contentType(), new Stored(stored.sizeInBytes(), stored.sha256()));
    }

    /** The same file, with its upload that much further. */
    DraftFile at(Upload upload) {
        return uploading(id, name, contentType, upload);
    }
}
