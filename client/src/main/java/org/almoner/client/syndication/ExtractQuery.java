package org.almoner.client.syndication;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.almoner.client.http.Route;
import org.jspecify.annotations.Nullable;

/**
 * Which extracts are asked for. What is null does not narrow them down.
 *
 * @param from the first moment of release; whole seconds count
 * @param to the last moment of release; whole seconds count
 * @param populationId understood by Almoner's servers
 * @param datasetType understood by Almoner's servers
 */
public record ExtractQuery(
        @Nullable ExtractType type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String populationId,
        @Nullable String datasetType) {

    /** All there are. */
    public static final ExtractQuery ALL = new ExtractQuery(null, null, null, null, null);

    Route on(Route route) {
        return route.with("extract_type", type)
                .with("start_date", seconds(from))
                .with("end_date", seconds(to))
                .with("population_id", populationId)
                .with("dataset_type", datasetType);
    }

    private static @Nullable Instant seconds(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
