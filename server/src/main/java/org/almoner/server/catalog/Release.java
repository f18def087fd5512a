package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A published version, as others need to speak of it: where it is, what it is called, since when it counts.
 *
 * @param launchDate from this day's start (UTC) it is visible
 * @param changes what became of codes since the version before it; null if that is not known
 */
public record Release(
        UUID productId,
        String productSlug,
        String productName,
        UUID subProductId,
        String subProductSlug,
        String subProductName,
        UUID versionId,
        String versionSlug,
        String versionName,
        LocalDate effectiveDate,
        LocalDate launchDate,
        @Nullable CodeChanges changes) {

    /** The version's address, such as {@code icd-10-cm-12/us-34/2026-93}. */
    public String address() {
        return productSlug + "/" + subProductSlug + "/" + versionSlug;
    }
}
