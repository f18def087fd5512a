package org.almoner.server.storage;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Signed, expiring permissions to fetch one object. A link is not a credential: it opens nothing else. */
public interface Links {

    /** Issues a link that works from now for the {@code almoner.link.lifetime} setting. */
    Link issue(LinkRequest request);

    /**
     * What a link is to open, and for whom.
     *
     * @param object the one object it opens
     * @param path what the address shows between the prefix and the query, for people and for client's file names; its
     *     last step is the file name. Signed, not trusted
     * @param fileName what the download is to be saved as
     * @param contentType what the download is served as
     * @param organization the id of the organization it is issued to, for the audit
     * @param clientId the client it is issued to, for the audit
     */
    record LinkRequest(
            ObjectKey object,
            List<String> path,
            String fileName,
            String contentType,
            String organization,
            String clientId) {

        public LinkRequest {
            path = List.copyOf(path);
        }
    }

    /** An absolute address and the moment from which it is refused. */
    record Link(URI address, Instant expiresAt) {}
}
