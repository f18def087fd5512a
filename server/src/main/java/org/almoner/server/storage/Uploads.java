package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.failure.StorageFull;
import org.jspecify.annotations.Nullable;

/**
 * The way into the store. Bytes are appended, hashed on the way in, and become an object only when the upload is
 * completed; until then nothing can read them. An upload survives broken connections and restarts of the server, and is
 * swept when it was left alone for longer than the {@code almoner.storage.upload-retention} setting.
 */
public interface Uploads {

    /**
     * Opens an upload.
     *
     * @param length the length announced by the sender, in bytes; null if it announced none
     * @param expected the digest announced by the sender; null if it announced none
     */
    Upload begin(@Nullable Long length, @Nullable Sha256 expected);

    /** @throws NotFound if there is no such upload: it was completed, abandoned or swept */
    Upload find(UploadId id);

    /**
     * Appends bytes until the stream ends. What arrived before a failure is kept, and {@link #find} tells how much.
     *
     * @param offset where the sender believes the bytes belong
     * @throws Conflict if the offset is not where the upload stands, or another append is running
     * @throws Invalid if the bytes go beyond the announced length; nothing of the surplus is kept
     * @throws StorageFull if the store has no room
     * @throws IOException if the stream breaks; the bytes before the break are kept
     */
    Upload append(UploadId id, long offset, InputStream bytes) throws IOException;

    /**
     * Makes the bytes an object, on disk for good when this returns.
     *
     * @throws Invalid if the length or the digest is not as announced; the upload is gone then, so that a retry starts over
     * @throws NotFound if there is no such upload
     */
    default StoredObject complete(UploadId id) {
        return complete(id, _ -> {});
    }

    /**
     * Like {@link #complete(UploadId)}, and has the caller write down in the same transaction what the object is. To be called
     * outside of one: bytes are brought to disk, and after a restart read once more, before it begins, and many gigabytes take
     * long to.
     *
     * @param alongside runs in the transaction that makes the object, before that does anything else; if it throws, there is
     *     no object, and the upload is as it was
     * @throws Invalid if the length or the digest is not as announced; the upload is gone then, so that a retry starts over
     * @throws NotFound if there is no such upload
     */
    StoredObject complete(UploadId id, Consumer<? super StoredObject> alongside);

    /** Forgets an upload and its bytes; does nothing if it is gone already. */
    void abandon(UploadId id);
}
