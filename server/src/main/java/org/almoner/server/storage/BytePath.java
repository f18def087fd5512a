package org.almoner.server.storage;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Serves an object as the answer to a request: whole, in ranges, or not at all because the caller has it (RFC 9110). */
public interface BytePath {

    /**
     * Answers the request with the object. The caller has been authorized before.
     *
     * @param download what the answer carries
     */
    void serve(HttpServletRequest request, HttpServletResponse response, Download download) throws IOException;

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
}
