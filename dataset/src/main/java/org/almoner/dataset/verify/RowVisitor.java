package org.almoner.dataset.verify;

import java.io.IOException;

import org.almoner.dataset.archive.FileKind;
import org.almoner.dataset.text.RowHash;

/** Sees each row and each delete of an archive while it is verified. */
@FunctionalInterface
interface RowVisitor {

    /** @param hash of a row as computed from its text; of a delete as it stands there */
    void visit(String entity, FileKind kind, RowHash hash) throws IOException;
}
