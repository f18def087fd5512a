package org.almoner.dataset.archive;

import java.io.IOException;
import java.util.List;

import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.index.BaseComparison;
import org.almoner.dataset.index.EntityIndex;
import org.almoner.dataset.text.RowHash;
import org.almoner.dataset.text.TextBlock;
import org.almoner.dataset.text.TextForm;

/** Writes the rows that the base does not have, and the hashes of those that only the base has. */
final class IncrementalEntityWriter extends EntityWriter {

    private final EntityIndex base;
    private final BaseComparison comparison;
    private final SpooledText deletes;
    private long deleted;

    IncrementalEntityWriter(EntityLayout layout, EntityIndex base, Workspace workspace, Compression compression)
            throws IOException {
        super(layout, workspace, compression);
        this.base = base;
        this.comparison = new BaseComparison(base, workspace);
        this.deletes = new SpooledText(workspace, compression);
        deletes.append(TextForm.header(List.of()));
    }

    @Override
    public Prepared prepare(TextBlock block) {
        long[] positions = new long[block.rows()];
        for (int row = 0; row < positions.length; row++) {
            positions[row] = base.find(block.hashHigh(row), block.hashLow(row));
        }
        return new Prepared(block, positions);
    }

    @Override
    void take(Prepared prepared) throws IOException {
        TextBlock block = prepared.block();
        for (int row = 0; row < block.rows(); row++) {
            int start = block.start(row);
            int end = block.end(row);
            if (comparison.isInsert(prepared.positions()[row], block.text(), start, end - start)) {
                write(block.text(), start, end, 1);
            }
        }
    }

    @Override
    void takeEnd() throws IOException {
        comparison.lateInserts((text, start, length) -> write(text, start, start + length, 1));
        byte[] line = new byte[RowHash.DIGITS + 1];
        line[RowHash.DIGITS] = '\n';
        comparison.deletes((high, low) -> {
            RowHash.write(high, low, line, 0);
            deletes.append(line);
            deleted++;
        });
        comparison.close();
    }

    @Override
    void addFiles(List<FinishedFile> files) throws IOException {
        deletes.finish();
        files.add(new FinishedFile(layout().deletesFile(), layout().name(), FileKind.DELETES, deleted, deletes));
    }
}
