package org.almoner.client.syndication;

import java.time.Instant;

import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * One archive of one population and data set. Servers other than Almoner need not say the last three.
 *
 * @param id higher than that of any extract released before
 * @param version the version of the data set's specification
 * @param fileName as the server says it: not to be used as a path before it was checked
 * @param baseExtractId the extract that an INCREMENTAL is to be applied to; null of a COMPLETE
 */
public record Extract(
        long id,
        String populationId,
        ExtractType extractType,
        String datasetType,
        Instant releasedAt,
        long sizeInBytes,
        String version,
        @Nullable Sha256 sha256,
        @Nullable String fileName,
        @Nullable Long baseExtractId) {

    public Extract {
        requireNonNull(populationId, "population_id is missing");
        requireNonNull(extractType, "extract_type is missing");
        requireNonNull(datasetType, "dataset_type is missing");
        requireNonNull(releasedAt, "released_at is missing");
        requireNonNull(version, "version is missing");
    }
}
