package org.almoner.server.settings;

/** The database is of a version that Almoner's tables cannot be made in. */
final class OldDatabase extends RuntimeException {

    OldDatabase(String found, int needed) {
        super("The database is PostgreSQL " + found + ", and " + needed + " or later is needed.");
    }
}
