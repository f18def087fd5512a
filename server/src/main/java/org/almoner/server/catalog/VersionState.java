package org.almoner.server.catalog;

import java.util.Locale;

/** The life of a version. Which moves are legal is said here and nowhere else. */
enum VersionState {
    /** Being put together by its publisher; nobody else knows of it. */
    DRAFT,
    /** Published and final. Seen from its launch on. */
    COMMITTED,
    /** Withdrawn: still listed as such, its files can be had no more. */
    RETRACTED;

    boolean mayBecome(VersionState next) {
        return switch (this) {
            case DRAFT -> next == COMMITTED;
            case COMMITTED -> next == RETRACTED;
            case RETRACTED -> false;
        };
    }

    /** The name in the database and on the wire. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static VersionState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
