package org.almoner.client.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A version that was published and launched.
 *
 * @param versionSlug its step in an address; stable for ever, unique in its sub-product
 * @param effectiveDate from when its contents apply
 * @param launchDate since when it is visible
 * @param retentionDate until when it is kept; null when nothing is planned
 * @param retractedAt when it was withdrawn; null when it was not
 * @param retractionReason why it was withdrawn; null when it was not
 */
public record Version(
        String id,
        @Nullable String subProductId,
        String versionName,
        String versionSlug,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate launchDate,
        @Nullable LocalDate retentionDate,
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy,
        @Nullable Instant retractedAt,
        @Nullable String retractionReason,
        List<NameValue> versionMetadata,
        List<MenuAction> versionMenuActions) {

    public Version {
        requireNonNull(id, "id is missing");
        requireNonNull(versionName, "version_name is missing");
        Slug.check(versionSlug, "version_slug");
        versionMetadata = Lists.given(versionMetadata);
        versionMenuActions = Lists.given(versionMenuActions);
    }

    /** One thing said about a version. */
    public record NameValue(String name, @Nullable String value) {}

    /** One link shown to people beside a version. */
    public record MenuAction(String option, @Nullable String url) {}
}
