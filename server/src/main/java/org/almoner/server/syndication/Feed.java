package org.almoner.server.syndication;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * That an extract of a population is made again and again.
 *
 * @param nextRunAt null while it is paused
 */
record Feed(
        UUID id,
        UUID populationId,
        ExtractType type,
        DataSet dataSet,
        Cron cron,
        @Nullable Instant nextRunAt,
        Instant createdAt) {

    boolean isActive() {
        return nextRunAt != null;
    }
}
