package org.almoner.server.notification;

import java.time.LocalDate;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event, flat as clients are shown it. */
@Schema(
        name = "Event",
        description =
                "Something that became available or ceased to be; which, type says. Types that a client does not know are to"
                        + " be passed over: there may be more of them in time.",
        oneOf = {EventJson.OfVersion.class, EventJson.OfExtract.class, EventJson.OfEntitlement.class})
sealed interface EventJson {

    static EventJson of(Reading.Shown shown) {
        var event = shown.event();
        var type = event.type().wireName();
        var at = event.at().toString();
        return switch (event.subject()) {
            case Subject.OfVersion version ->
                new OfVersion(
                        shown.id(),
                        type,
                        at,
                        version.productSlug(),
                        version.productName(),
                        version.subProductSlug(),
                        version.subProductName(),
                        version.versionSlug(),
                        version.versionName(),
                        version.effectiveDate(),
                        version.launchDate(),
                        "/download/v1/products/" + version.productSlug() + "/sub-products/" + version.subProductSlug()
                                + "/versions/" + version.versionSlug() + "/files",
                        version.reason(),
                        version.retentionDate(),
                        Changes.of(version.changes()));
            case Subject.OfExtract extract ->
                new OfExtract(
                        shown.id(),
                        type,
                        at,
                        extract.extractId(),
                        extract.populationId(),
                        extract.extractType(),
                        extract.datasetType(),
                        extract.version(),
                        extract.sizeInBytes(),
                        extract.sha256(),
                        extract.baseExtractId(),
                        "/api/extracts/" + extract.extractId() + "/download",
                        extract.reason());
            case Subject.OfEntitlement(var product, var subProduct) ->
                new OfEntitlement(shown.id(), type, at, product, subProduct);
        };
    }

    /** Of a version. */
    @Schema(
            name = "VersionEvent",
            description =
                    "version.launched: it can be had from now on. version.retracted: it was withdrawn, for the reason given."
                            + " version.expiring: its retention date is near. version.expired: that date has come. Names are those that things had at that moment.")
    record OfVersion(
            @Schema(description = "The cursor of this event: what comes after it.", example = Examples.CURSOR)
            String id,

            @Schema(
                    example = "version.launched",
                    allowableValues = {"version.launched", "version.retracted", "version.expiring", "version.expired"})
            String type,

            @Schema(description = "When it happened.", format = "date-time", example = Examples.AT)
            String at,

            @Schema(example = "example-product-slug-12") String productSlug,
            @Schema(example = "Example product") String productName,
            @Schema(example = "example-sub-product-slug-34") String subProductSlug,
            @Schema(example = "Example sub-product") String subProductName,
            @Schema(example = "2022-october-93") String versionSlug,
            @Schema(example = "2022 October") String versionName,
            LocalDate effectiveDate,
            LocalDate launchDate,

            @Schema(
                    description = "Where its files are listed, each with a link.",
                    example =
                            "/download/v1/products/example-product-slug-12/sub-products/example-sub-product-slug-34/versions/2022-october-93/files")
            String filesPath,

            @Schema(description = "Why it was retracted; null of all else.") @Nullable
            String reason,

            @Schema(description = "Until when it is promised to be kept, if that is near; null of all else.") @Nullable
            LocalDate retentionDate,

            @Schema(
                    description =
                            "What became of the codes in force since the version before it; null if that is not known, and of older events.")
            @Nullable
            Changes changes)
            implements EventJson {}

    /** Codes by what became of them. */
    @Schema(name = "EventChanges")
    record Changes(
            @Schema(description = "The slug of the version before.", example = "2021-october-92")
            String since,

            @Schema(example = "252") long added,
            @Schema(example = "36") long removed,
            long retired,
            long reactivated,
            long remapped,
            @Schema(example = "13") long revised) {

        static @Nullable Changes of(Subject.@Nullable Changes changes) {
            return changes == null
                    ? null
                    : new Changes(
                            changes.since(),
                            changes.added(),
                            changes.removed(),
                            changes.retired(),
                            changes.reactivated(),
                            changes.remapped(),
                            changes.revised());
        }
    }

    /** Of an extract. */
    @Schema(
            name = "ExtractEvent",
            description =
                    "extract.released: it can be had from now on. extract.withdrawn: it was taken back, for the reason given."
                            + " extract.expired: it was kept long enough.")
    record OfExtract(
            @Schema(description = "The cursor of this event: what comes after it.", example = Examples.CURSOR)
            String id,

            @Schema(
                    example = "extract.released",
                    allowableValues = {"extract.released", "extract.withdrawn", "extract.expired"})
            String type,

            @Schema(description = "When it happened.", format = "date-time", example = Examples.AT)
            String at,

            @Schema(example = "159") long extractId,
            UUID populationId,

            @Schema(allowableValues = {"COMPLETE", "INCREMENTAL"})
            String extractType,

            @Schema(example = "LONG_REC") String datasetType,

            @Schema(description = "Of the data set.", example = "1.0.0")
            String version,

            long sizeInBytes,
            String sha256,

            @Schema(description = "What an INCREMENTAL is to be applied to; null of a COMPLETE.") @Nullable
            Long baseExtractId,

            @Schema(description = "Where the archive is.", example = "/api/extracts/159/download")
            String downloadPath,

            @Schema(description = "Why it was withdrawn; null of all else.") @Nullable
            String reason)
            implements EventJson {}

    /** Of a right. */
    @Schema(
            name = "EntitlementEvent",
            description =
                    "entitlement.granted: your organization may see more than before; what was launched before is not announced"
                            + " again, so look it up. entitlement.revoked: a right was taken back; what you see by another one stays"
                            + " listed.")
    record OfEntitlement(
            @Schema(description = "The cursor of this event: what comes after it.", example = Examples.CURSOR)
            String id,

            @Schema(
                    example = "entitlement.granted",
                    allowableValues = {"entitlement.granted", "entitlement.revoked"})
            String type,

            @Schema(description = "When it happened.", format = "date-time", example = Examples.AT)
            String at,

            @Schema(example = "example-product-slug-12") String productSlug,

            @Schema(description = "Null for the whole product.", example = "example-sub-product-slug-34") @Nullable
            String subProductSlug)
            implements EventJson {}

    /** What events look like. */
    final class Examples {

        static final String CURSOR = "kTgm2b0zDgnQWc1wB5W5pcVAT9nW8o0YHqP0uJbYp2V4c1oTjD5bWb0r6mJ5xY3pLk4eWw";
        static final String AT = "2026-11-22T08:00:00.123456Z";

        private Examples() {}
    }
}
