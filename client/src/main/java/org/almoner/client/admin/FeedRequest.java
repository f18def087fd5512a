package org.almoner.client.admin;

import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;

/**
 * A feed to be added.
 *
 * @param datasetType null for LONG_REC
 * @param version null for the newest
 * @param cron six fields, or five without the seconds, or a macro such as {@code @daily}
 * @param timeZone null for UTC
 */
public record FeedRequest(
        ExtractType extractType,
        @Nullable String datasetType,
        @Nullable String version,
        String cron,
        @Nullable String timeZone) {}
