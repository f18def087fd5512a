package org.almoner.client.admin;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The making of one extract, or the taking in of one that was made elsewhere.
 *
 * @param organization the mnemonic of the population's organization
 * @param population the mnemonic of the population
 * @param extractType null of an archive that is taken in
 * @param fileName of an archive that is taken in; else null
 * @param cancelling whether somebody has asked to cancel it
 * @param bytesTotal how many there are to read; null while that is not known
 * @param message why it failed; null if it did not
 * @param extractId what came of it; null if nothing has
 */
public record ExtractJob(
        String id,
        String organization,
        String population,
        @Nullable ExtractType extractType,
        @Nullable String datasetType,
        @Nullable String version,
        @Nullable String fileName,
        State state,
        boolean cancelling,
        int attempt,
        long rows,
        long bytesRead,
        @Nullable Long bytesTotal,
        @Nullable String feedId,
        @Nullable String askedBy,
        @Nullable Instant askedAt,
        @Nullable Instant startedAt,
        @Nullable Instant updatedAt,
        @Nullable Instant expectedEndAt,
        @Nullable Instant endedAt,
        @Nullable String message,
        @Nullable Long extractId) {

    public ExtractJob {
        requireNonNull(id, "id is missing");
        requireNonNull(state, "state is missing");
    }

    /** Where a job is in its life. */
    public enum State {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED;

        public boolean ended() {
            return switch (this) {
                case QUEUED, RUNNING -> false;
                case DONE, FAILED, CANCELLED -> true;
            };
        }
    }
}
