package org.almoner.server.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Serves an object as the answer to a request: whole, in ranges, or not at all because the caller has it (RFC 9110). */
public interface BytePath {

    /**
     * Answers the request with the object. The caller has been authorized before.
     *
     * @param download what the answer carries
     */
    default void serve(HttpServletRequest request, HttpServletResponse response, Download download) throws IOException {
        serve(request, response, download, _ -> response.setContentLength(0));
    }

    /**
     * Answers the request with the object. The caller has been authorized before.
     *
     * @param download what the answer carries
     * @param refusals write the bodies of the answers 412 and 416; the status and what RFC 9110 asks for are set already
     * @throws NoSuchFileException if the object's bytes are gone; nothing was sent then
     */
    void serve(HttpServletRequest request, HttpServletResponse response, Download download, Refusals refusals)
            throws IOException;

    /**
     * What to serve, as what, to whom.
     *
     * @param name what the audit calls what is downloaded
     * @param fileName what {@code Content-Disposition} says
     * @param organization the id of the organization that downloads, for the audit
     * @param clientId the client that downloads, for the audit
     */
    record Download(
            StoredObject object,
            String name,
            String fileName,
            String contentType,
            String organization,
            String clientId) {}

    /** Answers whose body depends on who asks. */
    enum Refusal {
        PRECONDITION_FAILED,
        NOT_SATISFIABLE
    }

    /** Writes the body of a refusal. */
    interface Refusals {
        void write(Refusal refusal) throws IOException;
    }
}
