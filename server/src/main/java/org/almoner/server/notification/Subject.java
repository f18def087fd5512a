package org.almoner.server.notification;

import java.time.LocalDate;
import java.util.UUID;

import org.almoner.server.catalog.CodeChanges;
import org.almoner.server.catalog.Release;
import org.almoner.server.syndication.SyndicationEvent.Released;
import org.jspecify.annotations.Nullable;

/** What an event is about. Kept as JSON: new members must be absent from older events, and are nullable for it. */
public sealed interface Subject {

    /**
     * @param reason why it was retracted; null of all else
     * @param retentionDate until when it is promised to be kept, if that is near; null of all else
     * @param changes what became of codes since the version before it; null if that is not known
     */
    record OfVersion(
            String productSlug,
            String productName,
            String subProductSlug,
            String subProductName,
            String versionSlug,
            String versionName,
            LocalDate effectiveDate,
            LocalDate launchDate,
            @Nullable String reason,
            @Nullable LocalDate retentionDate,
            @Nullable Changes changes)
            implements Subject {

        static OfVersion of(Release release, @Nullable String reason, @Nullable LocalDate retentionDate) {
            return new OfVersion(
                    release.productSlug(),
                    release.productName(),
                    release.subProductSlug(),
                    release.subProductName(),
                    release.versionSlug(),
                    release.versionName(),
                    release.effectiveDate(),
                    release.launchDate(),
                    reason,
                    retentionDate,
                    Changes.of(release.changes()));
        }
    }

    /**
     * Codes in force, counted by what became of them.
     *
     * @param since the slug of the version before
     */
    record Changes(
            String since, long added, long removed, long retired, long reactivated, long remapped, long revised) {

        static @Nullable Changes of(@Nullable CodeChanges changes) {
            return changes == null
                    ? null
                    : new Changes(
                            changes.sinceSlug(),
                            changes.added(),
                            changes.removed(),
                            changes.retired(),
                            changes.reactivated(),
                            changes.remapped(),
                            changes.revised());
        }
    }

    /**
     * @param version of the data set's specification
     * @param reason why it was withdrawn; null of all else
     */
    record OfExtract(
            long extractId,
            UUID populationId,
            String extractType,
            String datasetType,
            String version,
            long sizeInBytes,
            String sha256,
            @Nullable Long baseExtractId,
            @Nullable String reason)
            implements Subject {

        static OfExtract of(Released extract, @Nullable String reason) {
            return new OfExtract(
                    extract.id(),
                    extract.populationId(),
                    extract.extractType(),
                    extract.dataSetType(),
                    extract.dataSetVersion(),
                    extract.sizeInBytes(),
                    extract.sha256(),
                    extract.baseExtractId(),
                    reason);
        }
    }

    /** @param subProductSlug null for the whole product */
    record OfEntitlement(String productSlug, @Nullable String subProductSlug) implements Subject {}
}
