package org.almoner.dataset.engine;

import java.nio.file.Path;

/** What to do about a line that no rows can be had from. */
public sealed interface BadInput {

    /** The extract fails at the first one, and nothing is made. */
    record Fail() implements BadInput {}

    /**
     * The extract is made without it. A resource that the base had is then among the deletes, as if it were gone from the source.
     *
     * <p>A compressed file that is cut is a bad line as far as it is missing. One whose checksum is wrong lets the extract fail all
     * the same: nobody can tell which of its lines are bad.
     *
     * @param folder gets {@code problems.ndjson}, which says what is wrong where, in the order of the source, and in {@code lines}
     *     the lines byte for byte, in files named after theirs: a source for who mends them. Appears before the archive, and only if
     *     there are any; must not exist, but for that of the same extract left by a run that was killed, which is replaced
     */
    record Quarantine(Path folder) implements BadInput {}
}
