package org.almoner.dataset.archive;

import java.util.Locale;

/** What a file of an archive holds. */
public enum FileKind {
    /** Rows of an entity. */
    ROWS,
    /** Hashes of rows that are gone. */
    DELETES;

    /** As the summary says it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
