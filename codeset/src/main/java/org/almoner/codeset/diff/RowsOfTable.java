package org.almoner.codeset.diff;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

import org.almoner.codeset.Release.Part;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.RowReader;
import org.jspecify.annotations.Nullable;

/** The rows of all files of one table, one after the other. */
final class RowsOfTable implements AutoCloseable {

    private final Iterator<Part> parts;
    private final ReadLimits limits;
    private @Nullable RowReader reader;
    private long rows;

    /** Opens the first file. */
    RowsOfTable(List<Part> parts, ReadLimits limits) throws IOException {
        this.parts = parts.iterator();
        this.limits = limits;
        open();
    }

    private void open() throws IOException {
        reader = null;
        if (parts.hasNext()) {
            var part = parts.next();
            reader = RowReader.open(part.file(), part.expected().layout(), limits);
        }
    }

    /** Whether the files have a column; true if there is no file, as nothing contradicts it. */
    boolean has(int column) {
        return reader == null || reader.has(column);
    }

    /** Goes on to the next row; false after the last one. */
    boolean next() throws IOException {
        while (reader != null) {
            if (reader.next()) {
                rows++;
                return true;
            }
            reader.close();
            open();
        }
        return false;
    }

    /** Goes over rows that are written the same in another file; {@link #next} then goes on behind them. */
    void skipSame(RowsOfTable other) throws IOException {
        if (reader != null && other.reader != null) {
            long skipped = reader.skipSame(other.reader);
            rows += skipped;
            other.rows += skipped;
        }
    }

    /** The reader at the current row. */
    RowReader row() {
        if (reader == null) {
            throw new IllegalStateException("There is no row");
        }
        return reader;
    }

    /** How many there were so far. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
