package org.almoner.server.catalog;

import org.almoner.server.storage.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A file that is going to be uploaded.
 *
 * @param size how many bytes the sender says it has; null if it does not say
 * @param sha256 the digest that the sender says it has; null if it does not say
 * @param contentType what it will be served as
 */
record NewFile(FileName name, @Nullable Long size, @Nullable Sha256 sha256, String contentType) {}
