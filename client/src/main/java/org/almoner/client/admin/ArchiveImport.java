package org.almoner.client.admin;

import org.jspecify.annotations.Nullable;

/**
 * An archive made elsewhere on its way into a server.
 *
 * @param uploadedBytes how many bytes have arrived
 * @param sizeInBytes how many there will be; null if nobody said
 * @param job what takes it in, once all of it has arrived; null until then
 */
public record ArchiveImport(
        String fileName,
        long uploadedBytes,
        @Nullable Long sizeInBytes,
        @Nullable ExtractJob job) {}
