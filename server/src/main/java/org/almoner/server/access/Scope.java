package org.almoner.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client may be allowed to do; in tokens and on the command line by its lower-case name. */
public enum Scope {
    /** List and download release files. */
    DOWNLOAD,
    /** List and download extracts. */
    SYNDICATION,
    /** Subscribe to notifications. */
    NOTIFICATIONS,
    /** Publish under the products of the client's own organization. */
    PUBLISH,
    /** Everything, for every organization. */
    ADMIN;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of a name on the wire; empty for an unknown one. */
    public static Optional<Scope> of(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(wireName))
                .findFirst();
    }
}
