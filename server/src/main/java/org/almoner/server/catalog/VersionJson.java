package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;

/** A version as the Download API writes it. */
@Schema(name = "Version", description = "One state of a sub-product. Once published, it never changes.")
record VersionJson(
        @Schema(description = "From when its content is in force.", example = "2022-10-01")
        LocalDate effectiveDate,

        @Schema(description = "From when it is listed: the start of this day in UTC.", example = "2022-10-01")
        LocalDate launchDate,

        @Schema(example = "61f36aec-46ae-11ee-be56-0242ac120002")
        UUID id,

        @Schema(example = "5a9994a2-46ad-11ee-be56-0242ac120002")
        UUID subProductId,

        @Schema(example = "2022 October") String versionName,

        @Schema(example = "2022-12-15T20:36:54.371613+00:00")
        String createdAt,

        @Schema(example = "IMO User") String createdBy,

        @Schema(example = "2022-12-15T20:36:54.371613+00:00")
        String updatedAt,

        @Schema(example = "IMO User") String updatedBy,

        @Schema(description = "The version's part of every address. It never changes.", example = "2022-october-93")
        String versionSlug,

        List<MetadataJson> versionMetadata,
        List<MenuOptionJson> versionMenuActions,

        @Schema(
                description = "Until when it is promised to be kept; null if nothing is promised.",
                example = "2032-10-01")
        @Nullable
        LocalDate retentionDate,

        @Schema(
                description = "When it was withdrawn; null if it was not.",
                example = "2022-12-16T08:00:00.000000+00:00")
        @Nullable
        String retractedAt,

        @Schema(description = "Why it was withdrawn; null if it was not.", example = "Superseded: codes missing")
        @Nullable
        String retractionReason) {

    private static final String RELEASE_NOTES = "Release Notes";

    /** @param releaseNotes the address of what the server itself has to tell of what has changed */
    static VersionJson of(Version version, String releaseNotes) {
        var details = version.details();
        var retraction = version.retraction();
        return new VersionJson(
                details.effectiveDate(),
                details.launchDate(),
                version.id(),
                version.subProductId(),
                details.name(),
                Timestamps.text(version.createdAt()),
                version.createdBy(),
                Timestamps.text(version.updatedAt()),
                version.updatedBy(),
                version.slug().text(),
                metadata(version),
                menuActions(version, releaseNotes),
                details.retentionDate(),
                retraction == null ? null : Timestamps.text(retraction.at()),
                retraction == null ? null : retraction.reason());
    }

    /** What the publisher says, and what was counted. */
    private static List<MetadataJson> metadata(Version version) {
        var changes = version.changes();
        return Stream.concat(
                        version.details().metadata().stream(),
                        changes == null ? Stream.empty() : changes.metadata().stream())
                .map(MetadataJson::of)
                .toList();
    }

    /** What the publisher offers, and notes of what has changed, unless there are some of his own or the files are gone. */
    private static List<MenuOptionJson> menuActions(Version version, String releaseNotes) {
        var own = version.details().menuActions();
        var notes = version.changes() != null
                && version.retraction() == null
                && own.stream().noneMatch(option -> option.option().equalsIgnoreCase(RELEASE_NOTES));
        return Stream.concat(
                        own.stream(), notes ? Stream.of(new MenuOption(RELEASE_NOTES, releaseNotes)) : Stream.empty())
                .map(MenuOptionJson::of)
                .toList();
    }
}
