package org.almoner.codeset.rule;

import java.io.IOException;

import org.almoner.codeset.read.RowReader;

/** Looks at one row after the other. One for each file. */
interface RowRule {

    /** Looks at the row that the reader is at. */
    void look(RowReader row, FileFindings findings) throws IOException;
}
