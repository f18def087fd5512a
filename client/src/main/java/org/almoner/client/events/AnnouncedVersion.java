package org.almoner.client.events;

import java.time.LocalDate;

import org.almoner.client.catalog.VersionAddress;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The version that an event speaks of, with the names that it had when the event happened.
 *
 * @param effectiveDate from when its contents apply; null where the publisher did not say
 * @param launchDate since when it is visible
 * @param filesPath the path of the API at which its files are listed
 */
public record AnnouncedVersion(
        String productSlug,
        String productName,
        String subProductSlug,
        String subProductName,
        String versionSlug,
        String versionName,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate launchDate,
        String filesPath) {

    public AnnouncedVersion {
        requireNonNull(productSlug, "product_slug is missing");
        requireNonNull(productName, "product_name is missing");
        requireNonNull(subProductSlug, "sub_product_slug is missing");
        requireNonNull(subProductName, "sub_product_name is missing");
        requireNonNull(versionSlug, "version_slug is missing");
        requireNonNull(versionName, "version_name is missing");
        requireNonNull(filesPath, "files_path is missing");
    }

    public VersionAddress address() {
        return new VersionAddress(productSlug, subProductSlug, versionSlug);
    }
}
