package org.almoner.client.download;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a partial file is a part of. Kept beside it, so that a later process goes on only with the same object.
 *
 * @param etag the strong entity tag of the object; null when the server sent none
 */
record Identity(
        String fileId,
        @Nullable Long size,
        @Nullable Sha256 sha256,
        @Nullable String etag) {

    static Identity of(ReleaseFile file, @Nullable String etag) {
        return new Identity(file.id(), file.sizeInBytes(), file.sha256(), etag);
    }

    /** Whether the bytes of this can be the beginning of that file, and it will come out if they are not. */
    boolean continuesAs(ReleaseFile file) {
        return (etag != null || sha256 != null) && equals(of(file, etag));
    }
}
