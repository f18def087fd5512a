package org.almoner.warehouse;

import org.almoner.dataset.row.ColumnType;

/** An entity's file as DuckDB reads it: fields are as they stand there, and nothing stands where there is no value. */
enum CsvForm implements RowForm {
    INSTANCE;

    /** That of the extract's own text, so that a field which is not quoted there never holds it. */
    static final char SEPARATOR = '|';

    @Override
    public void begin(Bytes into) {
        // A row begins where the last one ended.
    }

    @Override
    public boolean text(byte[] text, int start, int end, Bytes into) {
        into.add(text, start, end);
        into.add(SEPARATOR);
        return true;
    }

    @Override
    public void value(ColumnType type, byte[] text, int start, int end, Bytes into) {
        text(text, start, end, into);
    }

    @Override
    public void absent(Bytes into) {
        into.add(SEPARATOR);
    }

    @Override
    public void end(Bytes into) {
        into.replaceLast('\n');
    }
}
