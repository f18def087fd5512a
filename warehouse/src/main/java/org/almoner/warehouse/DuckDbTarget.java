package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.almoner.dataset.text.TextReader;
import org.almoner.warehouse.Sql.ColumnOfType;
import org.jspecify.annotations.Nullable;

/** Writes parts, and has each inserted while the next is written. */
final class DuckDbTarget implements RowTarget {

    /**
     * Bytes of a part: few enough to stay in the system's cache, many enough to fill groups of rows, as what does not is taken up again by
     * the next part's insert.
     */
    private static final long PART = 64L << 20;

    private static final int WRITE = 256 << 10;

    /** What DuckDB allows a line if it is not told otherwise. */
    private static final int USUAL_LINE = 2_000_000;

    private final DuckDb database;
    private final InsertQueue queue;
    private final Path folder;
    private final String place;
    private final List<ColumnOfType> columns;
    private final String names;
    private final RowEncoder encoder;
    private final Bytes bytes = new Bytes();
    private @Nullable CsvPart part;
    private final List<Future<Long>> inserts = new ArrayList<>();

    DuckDbTarget(DuckDb database, InsertQueue queue, Path folder, String place, Table table, List<String> fileColumns) {
        this.database = database;
        this.queue = queue;
        this.folder = folder;
        this.place = place;
        this.columns = Sql.columnTypes(database, table);
        this.names = Sql.columnNames(database, table);
        this.encoder = new RowEncoder(table, fileColumns, CsvForm.INSTANCE);
    }

    @Override
    public void add(TextReader row) throws IOException, SQLException {
        var current = part;
        if (current == null) {
            current = new CsvPart(folder, queue.nextNumber());
            part = current;
        }
        int before = bytes.length();
        encoder.add(row, bytes);
        current.counted(bytes.length() - before);
        if (bytes.length() >= WRITE) {
            current.write(bytes);
            if (current.size() >= PART) {
                handOver(current);
            }
        }
    }

    @Override
    public void finish() throws IOException, SQLException {
        if (part != null) {
            part.write(bytes);
            handOver(part);
        }
    }

    @Override
    public long count() throws IOException, SQLException {
        long count = 0;
        for (var insert : inserts) {
            count += InsertQueue.result(insert);
        }
        return count;
    }

    @Override
    public void abandon() {
        try {
            if (part != null) {
                part.close();
                part = null;
            }
            count();
        } catch (IOException | SQLException e) {
            // Whatever went wrong here, the transaction is rolled back for a reason that is known already.
            return;
        }
    }

    private void handOver(CsvPart full) throws IOException, SQLException {
        full.close();
        part = null;
        inserts.add(queue.submit(full.size(), () -> insert(full)));
    }

    private long insert(CsvPart full) throws SQLException, IOException {
        long count =
                Sql.update(database.connection(), "INSERT INTO " + place + " (" + names + ") FROM " + reader(full));
        if (count != full.rows()) {
            throw new SQLException("DuckDB took " + count + " of " + full.rows() + " rows for " + place);
        }
        Files.delete(full.file());
        return count;
    }

    private String reader(CsvPart full) {
        var types = columns.stream()
                .map(column -> Sql.text(column.name()) + ": " + Sql.text(column.type()))
                .collect(Collectors.joining(", ", "{", "}"));
        long line = Math.max(USUAL_LINE, full.longestRow() + 1000L);
        return ("read_csv(%s, columns=%s, header=false, auto_detect=false, delim='|', quote='\"', escape='\"', new_line='\\n',"
                        + " nullstr='', allow_quoted_nulls=false, max_line_size=%d, buffer_size=%d)")
                .formatted(Sql.text(full.file().toString()), types, line, Math.max(4 * USUAL_LINE, 2 * line));
    }
}
