package org.almoner.server.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.almoner.server.failure.Conflict;
import org.jspecify.annotations.Nullable;

/**
 * One state of a sub-product.
 *
 * @param createdBy the name of the organization whose client drafted it
 * @param updatedBy the name of the organization whose client changed it last
 * @param committedAt null for a draft
 * @param launchedAt when its launch was announced; null before
 * @param retraction null unless it is retracted
 * @param changes what became of codes since the version before it; null if that is not known
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
        @Nullable Retraction retraction,
        @Nullable CodeChanges changes) {

    /** The same version with what is kept in tables of its own. */
    Version with(List<Metadata> metadata, List<MenuOption> menuActions, @Nullable CodeChanges codeChanges) {
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
                retraction,
                codeChanges);
    }

    /** @throws Conflict if it can not, as what it is is final */
    void requireCanBecome(VersionState next) {
        if (!state.mayBecome(next)) {
            throw new Conflict(
                    switch (state) {
                        case DRAFT -> "The version is a draft. Delete it, or commit it first.";
                        case COMMITTED ->
                            "The version is committed, so it is final. Draft a new version, or retract this one.";
                        case RETRACTED -> "The version is retracted, so it is final. Draft a new version.";
                    });
        }
    }

    /** When and why a version was withdrawn. */
    record Retraction(Instant at, String reason) {}
}
