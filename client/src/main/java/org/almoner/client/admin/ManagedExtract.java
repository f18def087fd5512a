package org.almoner.client.admin;

import java.time.Instant;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * An extract as operators see it.
 *
 * @param organization the mnemonic of the population's organization
 * @param population the mnemonic of the population
 * @param extractTime the moment whose state of the source it shows
 * @param problems how many pieces of the input were left out for what is wrong with them
 * @param withdrawnAt null while it can be had
 */
public record ManagedExtract(
        long id,
        String organization,
        String population,
        String populationId,
        ExtractType extractType,
        String datasetType,
        String version,
        @Nullable Instant extractTime,
        Instant releasedAt,
        long sizeInBytes,
        @Nullable Sha256 sha256,
        String fileName,
        @Nullable Long baseExtractId,
        long rows,
        long problems,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawalReason) {

    public ManagedExtract {
        requireNonNull(extractType, "extract_type is missing");
        requireNonNull(releasedAt, "released_at is missing");
        requireNonNull(fileName, "file_name is missing");
    }
}
