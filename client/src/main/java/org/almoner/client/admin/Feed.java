package org.almoner.client.admin;

import java.time.Instant;

import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;

/**
 * An extract that is made again and again.
 *
 * @param version the version of the data set's specification
 * @param nextRunAt null while it is paused
 */
public record Feed(
        String id,
        ExtractType extractType,
        String datasetType,
        String version,
        String cron,
        String timeZone,
        boolean active,
        @Nullable Instant nextRunAt,
        @Nullable Instant createdAt) {}
