package org.almoner.server.codeset;

import java.util.List;

import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;

/**
 * All changes of a version in the store: lines of JSON, those of one table and kind together.
 *
 * @param sections in their order in the object; none is empty
 */
record ChangeFile(ObjectKey object, long sizeInBytes, Sha256 sha256, List<Section> sections) {

    /** What it is called when it is downloaded. */
    static final String NAME = "changes.jsonl";

    static final String CONTENT_TYPE = "application/x-ndjson";

    /** How many lines lie between two marks. */
    static final int STEP = 500;

    ChangeFile {
        sections = List.copyOf(sections);
    }

    /**
     * Lines that are together.
     *
     * @param change the word for what became of the codes
     * @param lines how many there are; 1 or more
     * @param marks the offsets in the object of every {@value #STEP}th line, from the first on
     */
    record Section(String profile, String table, String change, long lines, List<Long> marks) {

        Section {
            marks = List.copyOf(marks);
        }
    }
}
