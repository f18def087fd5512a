package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.List;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says of a version, and may change until it is committed.
 *
 * @param effectiveDate from when its content is in force
 * @param launchDate from when it is seen, at the start of the day (UTC)
 * @param retentionDate until when it is promised to be kept; null if nothing is promised
 */
record VersionDetails(
        String name,
        LocalDate effectiveDate,
        LocalDate launchDate,
        @Nullable LocalDate retentionDate,
        List<Metadata> metadata,
        List<MenuOption> menuActions) {

    VersionDetails {
        metadata = List.copyOf(metadata);
        menuActions = List.copyOf(menuActions);
        if (retentionDate != null && retentionDate.isBefore(launchDate)) {
            throw new Invalid("retention_date must not be before launch_date.");
        }
    }
}
