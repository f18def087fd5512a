package org.almoner.dataset.index;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.almoner.dataset.disk.ScratchFile;
import org.almoner.dataset.disk.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an INCREMENTAL has to hold of one entity, in one pass over the rows of the new state, with a bit of memory for
 * each row of the base.
 *
 * <p>Rows are compared as multisets. A hash that the base has k times and the new state m times makes
 *
 * <ul>
 *   <li>nothing if k = m;
 *   <li>m - k inserts if m is greater;
 *   <li>k deletes and m inserts if m is less. So it comes to the same whether a consumer deletes one row for each delete or
 *       all rows that have its hash, as SQL does.
 * </ul>
 *
 * <p>One thread at a time: {@link #isInsert} for each row in order, then {@link #lateInserts}, then {@link #deletes}.
 */
public final class BaseComparison implements AutoCloseable {

    private static final int KEPT_HEAD = Long.BYTES + Integer.BYTES;
    private static final int KEPT_BUFFER = 64 << 10;

    private final EntityIndex base;
    private final Workspace workspace;
    private final Tally tally;

    /** The first copy of each row that the base has more than once: for if it turns out that the new state has fewer. */
    private @Nullable ScratchFile kept;

    private ByteBuffer buffer = ByteBuffer.allocate(0);

    private long keptRows;

    public BaseComparison(EntityIndex base, Workspace workspace) {
        this.base = base;
        this.workspace = workspace;
        this.tally = new Tally(base.count());
    }

    /**
     * Takes the next row of the new state.
     *
     * @param position where {@link EntityIndex#find} found its hash
     * @param text holds the row's text
     * @return whether the row is to be inserted
     */
    public boolean isInsert(long position, byte[] text, int start, int length) throws IOException {
        if (position == EntityIndex.ABSENT) {
            return true;
        }
        long inBase = base.occurrences(position);
        long met = tally.count(position, inBase);
        if (met == inBase) {
            return true;
        }
        if (met == 0 && inBase > 1) {
            keep(position, text, start, length);
        }
        tally.add(position, inBase);
        return false;
    }

    /** Gives the rows that are to be inserted because more of them are to be deleted, in the order of their first copies. */
    public void lateInserts(RowTarget target) throws IOException {
        if (keptRows == 0) {
            return;
        }
        flushKept();
        ScratchFile rows = keptFile();
        ByteBuffer head = ByteBuffer.allocate(KEPT_HEAD);
        long at = 0;
        for (long i = 0; i < keptRows; i++) {
            rows.read(at, head.clear());
            long position = head.flip().getLong();
            int length = head.getInt();
            at += KEPT_HEAD;
            long inBase = base.occurrences(position);
            long met = tally.count(position, inBase);
            if (met < inBase) {
                byte[] text = new byte[length];
                rows.read(at, ByteBuffer.wrap(text));
                for (long copy = 0; copy < met; copy++) {
                    target.row(text, 0, length);
                }
            }
            at += length;
        }
    }

    /** Gives the hash of each row to be deleted, in ascending order. */
    public void deletes(HashTarget target) throws IOException {
        for (long first = 0; first < base.count(); ) {
            long inBase = base.occurrences(first);
            if (tally.count(first, inBase) < inBase) {
                for (long copy = 0; copy < inBase; copy++) {
                    target.hash(base.high(first), base.low(first));
                }
            }
            first += inBase;
        }
    }

    @Override
    public void close() throws IOException {
        ScratchFile rows = kept;
        if (rows != null) {
            rows.close();
        }
    }

    private static ByteBuffer put(ByteBuffer into, long position, byte[] text, int start, int length) {
        return into.putLong(position).putInt(length).put(text, start, length);
    }

    private void keep(long position, byte[] text, int start, int length) throws IOException {
        if (buffer.remaining() < KEPT_HEAD + length) {
            flushKept();
        }
        if (buffer.remaining() < KEPT_HEAD + length) {
            keptFile()
                    .append(put(ByteBuffer.allocate(KEPT_HEAD + length), position, text, start, length)
                            .flip());
        } else {
            put(buffer, position, text, start, length);
        }
        keptRows++;
    }

    private void flushKept() throws IOException {
        keptFile().append(buffer.flip());
        buffer.clear();
        if (buffer.capacity() == 0) {
            buffer = ByteBuffer.allocate(KEPT_BUFFER);
        }
    }

    private ScratchFile keptFile() throws IOException {
        ScratchFile file = kept;
        if (file == null) {
            file = workspace.create();
            kept = file;
        }
        return file;
    }

    /** Takes the text of a row. */
    @FunctionalInterface
    public interface RowTarget {
        void row(byte[] text, int start, int length) throws IOException;
    }

    /** Takes the hash of a row. */
    @FunctionalInterface
    public interface HashTarget {
        void hash(long high, long low) throws IOException;
    }
}
