package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a publisher sends of a version. */
@Schema(name = "VersionRequest", description = "What a version is to be. In a change, what is left out stays as it is.")
record VersionRequest(
        @Schema(example = "2022 October", maxLength = 200) @Nullable
        String versionName,

        @Schema(
                description = "From when its content is in force; today, if left out.",
                example = "2022-10-01",
                format = "date")
        @Nullable
        String effectiveDate,

        @Schema(
                description = "From when it is seen, at the start of the day in UTC; today, if left out.",
                example = "2022-10-01",
                format = "date")
        @Nullable
        String launchDate,

        // A node tells null, which takes the promise back, from nothing, which lets it stand.
        @Schema(
                description = "Until when it is promised to be kept, not before launch_date; null promises nothing.",
                type = "string",
                example = "2032-10-01",
                format = "date",
                nullable = true)
        @Nullable
        JsonNode retentionDate,

        @Schema(description = "What is said of the version; at most 100 entries.") @Nullable
        List<@Nullable MetadataJson> versionMetadata,

        @Schema(description = "Links that people are shown with it; at most 100.") @Nullable
        List<@Nullable MenuOptionJson> versionMenuActions) {

    private static final int MAX_ENTRIES = 100;

    VersionDetails created(LocalDate today) {
        return over(new VersionDetails(
                Texts.line("version_name", versionName, 200), today, today, null, List.of(), List.of()));
    }

    VersionDetails over(VersionDetails before) {
        return new VersionDetails(
                versionName == null ? before.name() : Texts.line("version_name", versionName, 200),
                effectiveDate == null ? before.effectiveDate() : Texts.date("effective_date", effectiveDate),
                launchDate == null ? before.launchDate() : Texts.date("launch_date", launchDate),
                retentionDate == null ? before.retentionDate() : retention(retentionDate),
                versionMetadata == null
                        ? before.metadata()
                        : Texts.list("version_metadata", versionMetadata, MAX_ENTRIES).stream()
                                .map(MetadataJson::checked)
                                .toList(),
                versionMenuActions == null
                        ? before.menuActions()
                        : Texts.list("version_menu_actions", versionMenuActions, MAX_ENTRIES).stream()
                                .map(MenuOptionJson::checked)
                                .toList());
    }

    private static @Nullable LocalDate retention(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw new Invalid("retention_date must be a date such as 2032-10-01, or null.");
        }
        return Texts.date("retention_date", node.stringValue());
    }
}
