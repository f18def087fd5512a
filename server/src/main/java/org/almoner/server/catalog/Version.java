package org.almoner.server.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One state of a sub-product.
 *
 * @param createdBy the name of the organization whose client drafted it
 * @param updatedBy the name of the organization whose client changed it last
 * @param committedAt null for a draft
 * @param launchedAt when its launch was announced; null before
 * @param retraction null unless it is retracted
 */
record Version(
        UUID id,
        UUID subProductId,
        Slug slug,
        VersionState state,
        VersionDetails details,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy,
        @Nullable Instant committedAt,
        @Nullable Instant launchedAt,
        @Nullable Retraction retraction) {

    /** The same version with its lists, which are kept in tables of their own. */
    Version with(List<Metadata> metadata, List<MenuOption> menuActions) {
        return new Version(
                id,
                subProductId,
                slug,
                state,
                new VersionDetails(
                        details.name(),
                        details.effectiveDate(),
                        details.launchDate(),
                        details.retentionDate(),
                        metadata,
                        menuActions),
                createdAt,
                createdBy,
                updatedAt,
                updatedBy,
                committedAt,
                launchedAt,
                retraction);
    }

    /** When and why a version was withdrawn. */
    record Retraction(Instant at, String reason) {}
}
