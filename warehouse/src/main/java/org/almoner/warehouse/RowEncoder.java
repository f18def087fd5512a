package org.almoner.warehouse;

import java.util.List;

import org.almoner.dataset.row.ColumnType;
import org.almoner.dataset.text.TextReader;

/** Turns the rows of one file into rows of its table, in the form of a database's loader. */
final class RowEncoder {

    private final Table table;
    private final RowForm form;
    private final int hash;

    // Of each column, taken apart: this is done for every cell.
    private final int[] positions;
    private final ColumnType[] types;
    private final boolean[] asWritten;

    /**
     * @param columns of the file
     * @throws WarehouseException if they are not those of the table
     */
    RowEncoder(Table table, List<String> columns, RowForm form) {
        this.table = table;
        this.form = form;
        this.hash = columns.size() - 1;
        this.positions = table.columns().stream()
                .mapToInt(column -> columns.indexOf(column.source()))
                .toArray();
        this.types = table.columns().stream().map(TableColumn::type).toArray(ColumnType[]::new);
        this.asWritten = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            asWritten[i] = table.columns().get(i).asWritten().isPresent();
            if (positions[i] < 0) {
                throw new WarehouseException(
                        table.entity() + ".txt has no column "
                                + table.columns().get(i).source()
                                + ", which its data set has: the definition at hand is not the one that the extract was made with.");
            }
        }
        if (columns.size() != positions.length + 1) {
            throw new WarehouseException(table.entity()
                    + ".txt has columns that its data set has not: the definition at hand is not the one that the extract was"
                    + " made with.");
        }
    }

    /** Writes a row. */
    void add(TextReader row, Bytes into) {
        byte[] text = row.bytes();
        form.begin(into);
        for (int i = 0; i < positions.length; i++) {
            int start = row.start(positions[i]);
            int end = row.end(positions[i]);
            if (types[i] == ColumnType.STRING) {
                text(i, start, end, row, into);
            } else if (start < end && isValue(i, text, start, end, row)) {
                form.value(types[i], text, start, end, into);
            } else {
                form.absent(into);
            }
            if (asWritten[i]) {
                text(i, start, end, row, into);
            }
        }
        form.text(text, row.start(hash), row.end(hash), into);
        form.end(into);
    }

    private void text(int column, int start, int end, TextReader row, Bytes into) {
        if (start == end) {
            form.absent(into);
        } else if (!form.text(row.bytes(), start, end, into)) {
            throw new WarehouseException("%s.txt, line %d: its %s holds a NUL character, which PostgreSQL cannot keep."
                    .formatted(table.entity(), row.line(), source(column)));
        }
    }

    private boolean isValue(int column, byte[] text, int start, int end, TextReader row) {
        boolean isValue = TypedText.isValue(types[column], text, start, end);
        if (!isValue && !asWritten[column]) {
            throw new WarehouseException("%s.txt, line %d: its %s is no %s%s, as the data set says."
                    .formatted(
                            table.entity(),
                            row.line(),
                            source(column),
                            types[column].word(),
                            types[column] == ColumnType.INTEGER ? " of at most 64 bits" : ""));
        }
        return isValue;
    }

    private String source(int column) {
        return table.columns().get(column).source();
    }
}
