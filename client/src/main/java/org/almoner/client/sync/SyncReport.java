package org.almoner.client.sync;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.download.Fetched;
import org.jspecify.annotations.Nullable;

/**
 * What became of a copy in one go, for programs.
 *
 * @param dryRun whether it was only looked at what there would be to do
 * @param complete whether all that is to be in the copy is
 * @param changes what came and went since what is to be done after was done last, in this run and in earlier ones
 */
public record SyncReport(
        int report,
        String folder,
        boolean dryRun,
        boolean complete,
        Instant begun,
        Instant ended,
        List<Server> servers,
        List<Change> changes) {

    /** The form of this document. */
    public static final int FORM = 1;

    /**
     * What became of a server.
     *
     * @param failure why it could not be gone through, as a sentence; null if it could
     */
    public record Server(
            String name, List<Item> items, @Nullable String failure) {

        /** Whether all that the server has for the copy is in it. */
        @JsonIgnore
        public boolean isComplete() {
            return failure == null
                    && items.stream().allMatch(item -> switch (item.result()) {
                        case FETCHED, KEPT, REMOVED, LEFT, LEAVING -> true;
                        case REFUSED, FAILED, DUE -> false;
                    });
        }
    }

    /** What became of a version or an extract. */
    public enum Result {
        /** It is in the copy now. */
        FETCHED,
        /** It is in the copy already. */
        KEPT,
        /** It is not to be in the copy, and is no more. */
        REMOVED,
        /** It is not to be had any more, or not to be in the copy, and the settings do not say to remove it. */
        LEFT,
        /** It was not taken, because it is not what its publisher signed, or cannot be. */
        REFUSED,
        /** Some of it could not be fetched. */
        FAILED,
        /** It would be fetched. */
        DUE,
        /** It would be removed. */
        LEAVING
    }

    /**
     * What became of a version or an extract.
     *
     * @param kind {@code version} or {@code extract}
     * @param address what tells it from all others of its server
     * @param name what people call it
     * @param reason a sentence; null where the result says it all
     * @param signer the key that its manifest is signed with; null if it has none
     * @param files those that were fetched, or would be, or failed
     */
    public record Item(
            String kind,
            String address,
            String name,
            Result result,
            @Nullable String reason,
            @Nullable String signer,
            List<File> files) {}

    /**
     * What became of a file.
     *
     * @param path from the copy's folder on
     * @param size in bytes; null if it is not known
     * @param sha256 null if it is not known
     * @param proof what its bytes could be held against; null if there are none yet
     * @param failure why it could not be fetched; null if it was
     */
    public record File(
            String path,
            @Nullable Long size,
            @Nullable Sha256 sha256,
            Fetched.@Nullable Proof proof,
            @Nullable String failure) {}

    /**
     * Something that came or went.
     *
     * @param result {@link Result#FETCHED} or {@link Result#REMOVED}
     * @param paths its files, from the copy's folder on; none if it went
     */
    public record Change(String server, String kind, String address, String name, Result result, List<String> paths) {}

    /** All items of all servers. */
    public Stream<Item> items() {
        return servers.stream().flatMap(server -> server.items().stream());
    }
}
