package org.almoner.dataset.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.index.HashSorter;
import org.almoner.dataset.text.TextBlock;
import org.almoner.dataset.text.TextForm;

/**
 * Takes the rows of one entity, block by block in the order of the input. Any thread may {@link #prepare} blocks, also several
 * at once and in any order; {@link #append} is for one thread at a time, and in order.
 */
public abstract sealed class EntityWriter permits CompleteEntityWriter, IncrementalEntityWriter {

    private final EntityLayout layout;
    private final SpooledText text;
    private final HashSorter hashes;
    private long rows;

    EntityWriter(EntityLayout layout, Workspace workspace, Compression compression) throws IOException {
        this.layout = layout;
        this.text = new SpooledText(workspace, compression);
        this.hashes = new HashSorter(workspace, HashSorter.RUN);
        text.append(TextForm.header(layout.columnNames()));
    }

    public EntityLayout layout() {
        return layout;
    }

    /** Does what can be done with a block before it is its turn. The block is not to be changed until it is appended. */
    public abstract Prepared prepare(TextBlock block);

    /** Takes a block's rows. The block can be used again when this returns. */
    public final void append(Prepared prepared) throws IOException {
        TextBlock block = prepared.block();
        for (int row = 0; row < block.rows(); row++) {
            hashes.add(block.hashHigh(row), block.hashLow(row));
        }
        take(prepared);
    }

    abstract void take(Prepared prepared) throws IOException;

    /** Writes what only the end can tell, and gives the files in the order of the archive. */
    final List<FinishedFile> finish() throws IOException {
        takeEnd();
        text.finish();
        List<FinishedFile> files = new ArrayList<>();
        files.add(new FinishedFile(layout.rowsFile(), layout.name(), FileKind.ROWS, rows, text));
        addFiles(files);
        return files;
    }

    abstract void takeEnd() throws IOException;

    abstract void addFiles(List<FinishedFile> files) throws IOException;

    final void write(byte[] bytes, int start, int end, long count) throws IOException {
        text.append(bytes, start, end - start);
        rows += count;
    }

    /** The hashes of all rows, also of those that an INCREMENTAL leaves out. */
    final HashSorter hashes() {
        return hashes;
    }

    /**
     * A block ready to be appended.
     *
     * @param positions of its rows in the base; empty if there is no base
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Prepared(TextBlock block, long[] positions) {}

    /** A file that is ready for the archive. */
    record FinishedFile(String name, String entity, FileKind kind, long rows, SpooledText text) {

        ArchivedFile described() {
            return new ArchivedFile(name, entity, kind, rows, text.sum().length(), text.digest());
        }
    }
}
