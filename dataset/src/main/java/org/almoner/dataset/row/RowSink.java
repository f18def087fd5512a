package org.almoner.dataset.row;

/**
 * Takes the rows of one entity, cell by cell, in the order of its columns. One thread at a time.
 *
 * <p>A row counts when {@link #endRow} returns: what was given since the last one is then a whole row, with exactly one
 * cell for each column.
 */
public interface RowSink {

    /**
     * A cell that has a value.
     *
     * @param utf8 holds the value as it reads, in well-formed UTF-8, neither quoted nor escaped; may be changed by the
     *     caller as soon as this returns
     * @param offset of the first byte
     * @param length in bytes; 0 for an empty string, which is not the same as no value
     */
    void value(byte[] utf8, int offset, int length);

    /** A cell without a value. */
    void absent();

    void endRow();
}
