package org.almoner.server.storage;

import java.util.List;
import java.util.Optional;

/** What the audit calls what a link leads to. Whoever has links issued knows it; to the storage they lead to an object. */
public interface LinkNames {

    /**
     * @param path what the link's address shows; see {@link Links.LinkRequest#path}
     * @return empty if it is no link of one's own
     */
    Optional<String> of(List<String> path);
}
