package org.almoner.server.syndication;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import org.almoner.server.storage.Sha256;
import org.jspecify.annotations.Nullable;

/** Makes archives out of sources. Knows nothing of jobs, tables or HTTP. */
public interface ExtractEngine {

    /** The data sets that it can fill. */
    List<DataSet> dataSets();

    /**
     * Makes an archive. Called on several threads at once, for different populations. What is written outside of the order's scratch
     * folder, to be gone on with if the server goes down, is left to {@link #sweep}.
     *
     * @param progress to be told now and then
     * @param cancelled to be asked now and then
     * @throws ExtractFailed if it cannot be made for a reason that operators can do something about
     * @throws JobStopped if it was told to stop
     * @throws IOException if the source or the scratch folder fails
     */
    Built build(Order order, ProgressListener progress, CancelToken cancelled) throws ExtractFailed, IOException;

    /**
     * Deletes what the engine has kept outside of scratch folders for orders that went down with the server and are not taken up again.
     * Called now and then, also while orders are worked at.
     *
     * @param open whether the order with an id is being worked at, or may still be
     */
    default void sweep(Predicate<UUID> open) throws IOException {}

    /**
     * What to make.
     *
     * @param id the same when an order is taken up again after the server went down with it, and never that of another order
     * @param organization the mnemonic of the organization that it is for
     * @param population the mnemonic of the population
     * @param extractTime the moment whose state it shows, as the archive says it; whole minutes
     * @param scratch an empty folder, deleted after the order is done with
     * @param base what an INCREMENTAL is to be compared with; null for a COMPLETE
     */
    record Order(
            UUID id,
            String organization,
            String population,
            Source source,
            SourceOptions options,
            DataSet dataSet,
            ExtractType type,
            Instant extractTime,
            Path scratch,
            @Nullable Base base) {

        public Order {
            if ((type == ExtractType.INCREMENTAL) != (base != null)) {
                throw new IllegalArgumentException("An INCREMENTAL has a base, and nothing else has");
            }
        }
    }

    /**
     * What an INCREMENTAL is compared with.
     *
     * @param extractId the id of the extract
     * @param fileName the name of its archive
     * @param index the index that was made along with it, as {@link Built} had it; its bytes have been verified
     */
    record Base(long extractId, String fileName, Path index) {}

    /**
     * What was made.
     *
     * @param archive the archive, in the scratch folder
     * @param fileName what the archive is called
     * @param sha256 the digest of the archive; compared when it is brought into the store
     * @param index what the next INCREMENTAL will be compared with, in the scratch folder
     * @param rows how many rows the archive holds
     * @param bytesRead how many bytes of the source were read
     * @param problems how many pieces of the input were left out for what is wrong with them
     */
    record Built(
            Path archive,
            String fileName,
            long sizeInBytes,
            Sha256 sha256,
            Path index,
            long rows,
            long bytesRead,
            long problems) {}
}
