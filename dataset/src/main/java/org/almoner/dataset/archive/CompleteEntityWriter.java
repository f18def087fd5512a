package org.almoner.dataset.archive;

import java.io.IOException;
import java.util.List;

import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.text.TextBlock;

/** Writes all rows. */
final class CompleteEntityWriter extends EntityWriter {

    private static final long[] NOWHERE = {};

    CompleteEntityWriter(EntityLayout layout, Workspace workspace, Compression compression) throws IOException {
        super(layout, workspace, compression);
    }

    @Override
    public Prepared prepare(TextBlock block) {
        return new Prepared(block, NOWHERE);
    }

    @Override
    void take(Prepared prepared) throws IOException {
        TextBlock block = prepared.block();
        write(block.text(), 0, block.size(), block.rows());
    }

    @Override
    void takeEnd() {}

    @Override
    void addFiles(List<FinishedFile> files) {}
}
