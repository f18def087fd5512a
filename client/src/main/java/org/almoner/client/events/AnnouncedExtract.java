package org.almoner.client.events;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The extract that an event speaks of.
 *
 * @param version the version of the data set's specification
 * @param baseExtractId the extract that an INCREMENTAL is to be applied to; null of a COMPLETE
 * @param downloadPath the path of the API at which the archive is
 */
public record AnnouncedExtract(
        long extractId,
        String populationId,
        ExtractType extractType,
        String datasetType,
        String version,
        long sizeInBytes,
        Sha256 sha256,
        @Nullable Long baseExtractId,
        String downloadPath) {

    public AnnouncedExtract {
        requireNonNull(populationId, "population_id is missing");
        requireNonNull(extractType, "extract_type is missing");
        requireNonNull(datasetType, "dataset_type is missing");
        requireNonNull(version, "version is missing");
        requireNonNull(sha256, "sha256 is missing");
        requireNonNull(downloadPath, "download_path is missing");
    }
}
