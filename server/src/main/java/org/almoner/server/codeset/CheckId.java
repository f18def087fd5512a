package org.almoner.server.codeset;

import java.util.UUID;

/** What a job is called: it works for one state of a version, and changes nothing once that is in another. */
record CheckId(UUID versionId, Basis basis) {

    private static final char BETWEEN = '.';

    String text() {
        return versionId + String.valueOf(BETWEEN) + basis.value();
    }

    static CheckId parse(String text) {
        int end = text.indexOf(BETWEEN);
        return new CheckId(UUID.fromString(text.substring(0, end)), new Basis(text.substring(end + 1)));
    }
}
