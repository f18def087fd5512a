package org.almoner.server.syndication;

import java.time.Instant;
import java.util.UUID;

import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.UploadId;
import org.almoner.server.syndication.ProgressListener.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The making of one extract.
 *
 * @param asked who asked for it, and when
 * @param attempt how often it was begun; 0 while it has not been
 * @param crashes how many attempts ended with the server
 * @param startedAt when it was begun last; null while it has not been
 * @param expectedEndAt by how much was read in what time; null while that cannot be told
 * @param endedAt null while it has not
 * @param cancelAskedAt null if nobody asked
 * @param message why it failed, for operators; null if it did not
 * @param extractId what came of it; null if nothing has
 * @param leftovers what it has in the store so far
 */
record Job(
        UUID id,
        UUID populationId,
        Asked asked,
        Work work,
        JobState state,
        int attempt,
        int crashes,
        Progress progress,
        @Nullable Instant startedAt,
        Instant updatedAt,
        @Nullable Instant expectedEndAt,
        @Nullable Instant endedAt,
        @Nullable Instant cancelAskedAt,
        @Nullable String message,
        @Nullable Long extractId,
        Leftovers leftovers) {

    /** What there is to do. */
    sealed interface Work {

        /** Makes an extract out of the population's source. */
        record Build(ExtractType type, DataSet dataSet) implements Work {}

        /** Takes in an archive that was made elsewhere and is in the store already. */
        record Import(ObjectKey archive, String fileName) implements Work {}
    }

    /**
     * Who asked for a job.
     *
     * @param organization the id of the organization whose client did; of the population's, if a feed did
     * @param clientId null if a feed did
     * @param feedId null if a client did
     */
    record Asked(
            String organization,
            @Nullable String clientId,
            @Nullable UUID feedId,
            Instant at) {}

    /** What has to be cleared away before a job can be begun again, or if nothing comes of it. */
    record Leftovers(
            @Nullable ObjectKey index,
            @Nullable UploadId indexUpload,
            @Nullable UploadId archiveUpload) {

        static final Leftovers NONE = new Leftovers(null, null, null);
    }
}
