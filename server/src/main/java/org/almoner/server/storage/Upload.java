package org.almoner.server.storage;

import org.jspecify.annotations.Nullable;

/**
 * An upload under way.
 *
 * @param offset how many bytes are safely kept; where the next {@link Uploads#append} must start
 * @param length how many bytes there will be in all; null when the sender did not say
 * @param expected the digest the sender announced; null when it announced none
 */
public record Upload(
        UploadId id,
        long offset,
        @Nullable Long length,
        @Nullable Sha256 expected) {}
