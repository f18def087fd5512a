package org.almoner.client.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.almoner.client.catalog.Version;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A version as its publisher sees it.
 *
 * @param launched whether its launch date has come, so that those entitled to it see it
 */
public record ManagedVersion(
        String id,
        String versionName,
        String versionSlug,
        State state,
        boolean launched,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate launchDate,
        @Nullable LocalDate retentionDate,
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy,
        @Nullable Instant committedAt,
        @Nullable Instant launchedAt,
        @Nullable Instant retractedAt,
        @Nullable String retractionReason,
        List<Version.NameValue> versionMetadata,
        List<Version.MenuAction> versionMenuActions) {

    public ManagedVersion {
        requireNonNull(id, "id is missing");
        requireNonNull(versionName, "version_name is missing");
        requireNonNull(versionSlug, "version_slug is missing");
        requireNonNull(state, "state is missing");
        versionMetadata = versionMetadata == null ? List.of() : List.copyOf(versionMetadata);
        versionMenuActions = versionMenuActions == null ? List.of() : List.copyOf(versionMenuActions);
    }

    /** Where a version is in its life. */
    public enum State {
        /** Being made; only its publisher sees it. */
        @JsonProperty("draft")
        DRAFT,
        /** Made for good; visible from its launch date on. */
        @JsonProperty("committed")
        COMMITTED,
        /** Withdrawn; still listed as such, but its files are not to be had. */
        @JsonProperty("retracted")
        RETRACTED
    }
}
