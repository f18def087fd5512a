package org.almoner.client.download;

import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A file on a server.
 *
 * @param id what tells it from all other files: the address at which it is listed. Kept beside a partial file, so it holds no secret
 * @param fileName what it is called in messages
 * @param size in bytes, 0 or more; null when it is not known
 * @param sha256 null when it is not known
 * @param source where its bytes are
 */
public record Remote(
        String id,
        String fileName,
        @Nullable Long size,
        @Nullable Sha256 sha256,
        Source source) {

    public Remote {
        if (size != null && size < 0) {
            throw new IllegalArgumentException("A file has no " + size + " bytes");
        }
    }
}
