package org.almoner.client.admin;

import java.time.LocalDate;
import java.util.List;

import org.almoner.client.catalog.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a draft is to be, or what of it is to change: null leaves as it is, or as the server has it by default; a list
 * replaces the whole list.
 *
 * @param versionName required for a new draft
 * @param effectiveDate from when the contents apply; today by default
 * @param launchDate when the version becomes visible once committed; today by default
 * @param retentionDate until when it is kept
 */
public record VersionChange(
        @Nullable String versionName,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate launchDate,
        @Nullable LocalDate retentionDate,
        @Nullable List<Version.NameValue> versionMetadata,
        @Nullable List<Version.MenuAction> versionMenuActions) {}
