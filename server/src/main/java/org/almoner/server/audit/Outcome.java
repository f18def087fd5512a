package org.almoner.server.audit;

import java.util.Locale;

/** How it ended. */
enum Outcome {
    /** As it was meant to. */
    DONE,
    /** It was turned away. */
    REFUSED,
    /** The client went away half-way. */
    ABORTED,
    /** The server could not do what it had promised. */
    FAILED;

    /** The name on the wire. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
