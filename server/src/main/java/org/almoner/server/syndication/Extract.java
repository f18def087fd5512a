package org.almoner.server.syndication;

import java.time.Instant;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One archive of one population and data set, released.
 *
 * @param id in the order in which extracts became visible
 * @param extractTime the moment whose state of the source it shows
 * @param releasedAt whole seconds
 * @param baseId the extract that an INCREMENTAL starts from; null of a COMPLETE
 * @param rows how many rows it holds
 * @param problems how many pieces of the input were left out for what is wrong with them
 * @param object its bytes; null once they are deleted, which happens to withdrawn ones only
 * @param index what the next INCREMENTAL compares with; null if there is none, or none any more
 * @param withdrawal null while it can be had
 */
record Extract(
        long id,
        UUID populationId,
        OrganizationId organization,
        ExtractType type,
        DataSet dataSet,
        Instant extractTime,
        Instant releasedAt,
        long sizeInBytes,
        Sha256 sha256,
        String fileName,
        @Nullable Long baseId,
        long rows,
        long problems,
        @Nullable ObjectKey object,
        @Nullable ObjectKey index,
        @Nullable Withdrawal withdrawal) {

    /** That an extract can be had no more. */
    record Withdrawal(Instant at, String reason) {}

    /**
     * An extract that has no id yet.
     *
     * @param index null if there is none
     */
    record New(
            Population population,
            ExtractType type,
            DataSet dataSet,
            Instant extractTime,
            Instant releasedAt,
            long sizeInBytes,
            Sha256 sha256,
            String fileName,
            @Nullable Long baseId,
            long rows,
            long problems,
            ObjectKey object,
            @Nullable ObjectKey index) {}
}
