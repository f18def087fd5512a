package org.almoner.client.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** What was published, in the words of whoever signed it. Only {@link SignedManifest} makes one of what a server sent. */
public sealed interface Manifest {

    /** The mnemonic of the organization that signed. */
    String publisher();

    /** All files there are; no two of one name. */
    List<ManifestFile> files();

    /** The file of this name. */
    default Optional<ManifestFile> file(String fileName) {
        return files().stream().filter(file -> file.fileName().equals(fileName)).findFirst();
    }

    /**
     * A version of the catalogue, as it was when it was committed. A server may list other names of its product since.
     *
     * @param launchDate from when it was to be visible
     */
    record OfVersion(
            String publisher,
            String productSlug,
            String productName,
            String subProductSlug,
            String subProductName,
            String versionSlug,
            String versionName,
            LocalDate effectiveDate,
            LocalDate launchDate,
            Instant committedAt,
            List<ManifestFile> files)
            implements Manifest {

        public OfVersion {
            requireNonNull(publisher, "publisher is missing");
            requireNonNull(productSlug, "product_slug is missing");
            requireNonNull(productName, "product_name is missing");
            requireNonNull(subProductSlug, "sub_product_slug is missing");
            requireNonNull(subProductName, "sub_product_name is missing");
            requireNonNull(versionSlug, "version_slug is missing");
            requireNonNull(versionName, "version_name is missing");
            requireNonNull(effectiveDate, "effective_date is missing");
            requireNonNull(launchDate, "launch_date is missing");
            requireNonNull(committedAt, "committed_at is missing");
            files = distinct(files);
        }

        /** Where the version lives in the catalogue. */
        public VersionAddress address() {
            return new VersionAddress(productSlug, subProductSlug, versionSlug);
        }
    }

    /**
     * An extract.
     *
     * @param version the version of the data set's specification
     * @param baseExtractId the extract that an INCREMENTAL is to be applied to; null of a COMPLETE
     */
    record OfExtract(
            String publisher,
            long extractId,
            String populationId,
            ExtractType extractType,
            String datasetType,
            String version,
            Instant releasedAt,
            @Nullable Long baseExtractId,
            List<ManifestFile> files)
            implements Manifest {

        public OfExtract {
            requireNonNull(publisher, "publisher is missing");
            requireNonNull(populationId, "population_id is missing");
            requireNonNull(extractType, "extract_type is missing");
            requireNonNull(datasetType, "dataset_type is missing");
            requireNonNull(version, "version is missing");
            requireNonNull(releasedAt, "released_at is missing");
            if ((extractType == ExtractType.COMPLETE) != (baseExtractId == null)) {
                throw new IllegalArgumentException("An INCREMENTAL has a base, and a COMPLETE has none");
            }
            files = distinct(files);
        }
    }

    private static List<ManifestFile> distinct(List<ManifestFile> files) {
        var names = new HashSet<String>();
        for (var file : requireNonNull(files, "files is missing")) {
            if (!names.add(file.fileName())) {
                throw new IllegalArgumentException("There are two files of the name '" + file.fileName() + "'");
            }
        }
        return List.copyOf(files);
    }
}
