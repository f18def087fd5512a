package org.almoner.server.storage;

import java.time.Duration;

import org.almoner.server.web.Request;
import org.jspecify.annotations.Nullable;

/** What happened at the byte path, for whoever keeps books of it. */
public sealed interface StorageEvent {

    /**
     * The bytes of one answer are out, or never will be. Published off the request's thread where the kernel sent them, so
     * it brings the request along.
     *
     * @param request the request that asked for them
     * @param organization the id of the organization that downloaded
     * @param clientId the client that downloaded
     * @param name what the audit calls what was downloaded
     * @param fileName what the download was to be saved as
     * @param bytesSent how many bytes of the body the connection took
     * @param bytesPlanned how many bytes the body has
     * @param took from the decision to send to the last byte, or to the end of the connection
     */
    record TransferEnded(
            Request request,
            String organization,
            String clientId,
            ObjectKey object,
            String name,
            String fileName,
            long bytesSent,
            long bytesPlanned,
            Outcome outcome,
            Duration took)
            implements StorageEvent {}

    /**
     * A link was not honoured.
     *
     * @param organization whom it was issued to; null if that cannot be trusted
     * @param clientId whom it was issued to; null if that cannot be trusted
     * @param object what it was for; null if that cannot be trusted
     * @param path the path of the link, as it was sent
     */
    record LinkRefused(
            Reason reason,
            @Nullable String organization,
            @Nullable String clientId,
            @Nullable ObjectKey object,
            String path)
            implements StorageEvent {}

    /** How a transfer ended. */
    enum Outcome {
        /** Every byte was sent. */
        COMPLETE,
        /** The client went away, or took nothing for too long. */
        ABORTED,
        /** The server could not read what it had promised. */
        FAILED
    }

    /** Why a link was not honoured. */
    enum Reason {
        /** Its time was up. */
        EXPIRED,
        /** This server did not issue it, or it was changed since. */
        FORGED,
        /** The object was withdrawn or deleted. */
        GONE
    }
}
