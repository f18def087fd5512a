package org.almoner.dataset.engine;

import java.nio.file.Path;

/** What to do about a line that no rows can be had from. */
public sealed interface BadInput {

    /** The extract fails at the first one, and nothing is made. */
    record Fail() implements BadInput {}

    /**
     * The extract is made without it. A resource that the base had is then among the deletes, as if it were gone from the source.
     *
     * @param folder gets the lines, in files named after theirs, and {@code problems.ndjson} that says what is wrong with which;
     *     appears only if there are any, and must not exist
     */
    record Quarantine(Path folder) implements BadInput {}
}
