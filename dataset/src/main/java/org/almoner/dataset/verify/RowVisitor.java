package org.almoner.dataset.verify;

import java.io.IOException;

import org.almoner.dataset.archive.FileKind;
import org.almoner.dataset.text.RowHash;
import org.almoner.dataset.text.TextReader;

/**
 * Sees each row and each delete of an archive while it is verified, file by file. Whether they are sound is known in the end, and not
 * before.
 */
@FunctionalInterface
public interface RowVisitor {

    /**
     * Sees one.
     *
     * @param row stands at it; not to be moved on
     * @param hash of a row as computed from its text; of a delete as it stands there
     * @throws IOException ends the verification
     */
    void visit(String entity, FileKind kind, TextReader row, RowHash hash) throws IOException;
}
