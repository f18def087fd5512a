package org.almoner.client.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A file of a version as its publisher sees it.
 *
 * @param uploadOffset how many bytes have arrived
 * @param sizeInBytes the announced size while it is being uploaded; null when none was announced
 * @param sha256 the announced digest while it is being uploaded; null when none was announced
 */
public record DraftFile(
        String id,
        String fileName,
        State state,
        long uploadOffset,
        @Nullable Long sizeInBytes,
        @Nullable Sha256 sha256,
        @Nullable String contentType) {

    public DraftFile {
        requireNonNull(fileName, "file_name is missing");
        requireNonNull(state, "state is missing");
    }

    /** Whether the file is whole. */
    public enum State {
        /** Bytes are still to come. */
        @JsonProperty("uploading")
        UPLOADING,
        /** Whole, verified and on disk. */
        @JsonProperty("stored")
        STORED
    }
}
