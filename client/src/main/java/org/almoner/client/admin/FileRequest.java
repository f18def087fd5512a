package org.almoner.client.admin;

import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A file to be uploaded.
 *
 * @param sizeInBytes its size, if it is known
 * @param sha256 what the server is to check the bytes against, if it is known
 * @param contentType what it is served as; null leaves it to the server
 */
public record FileRequest(
        String fileName,
        @Nullable Long sizeInBytes,
        @Nullable Sha256 sha256,
        @Nullable String contentType) {}
