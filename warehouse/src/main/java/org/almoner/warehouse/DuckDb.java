package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;

import org.almoner.dataset.row.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB file, in this process. Rows go in by {@code read_csv} from parts of a file's text, which lie on disk for that long: DuckDB
 * reads one part while the next is written. Its appender, which needs no files, was measured to take a third longer, as it takes each
 * cell on its own and all of them on one thread.
 */
final class DuckDb implements Database {

    /**
     * What a new file is made as: the first version with a dictionary of compressed strings, for which tables of extracts take a quarter
     * less room and two thirds of the time to compress. DuckDB older than that cannot read it. A file that is there stays as it is.
     */
    private static final String STORAGE_VERSION = "v1.3.0";

    /**
     * Rows that are compressed together, a quarter of what is usual. Full groups are compressed while others come in, on all cores; what
     * is left is compressed in the end, on one. A file is a twentieth larger for it.
     */
    private static final int ROW_GROUP = 30_720;

    /** No schema has this name. Opened by itself a file has its own, and a schema of the same could not be told from it. */
    private static final String CATALOG = Sql.quoted("almoner warehouse");

    private final Connection connection;
    private final Path parts;
    private final InsertQueue queue = new InsertQueue();
    private @Nullable Future<Long> described;

    private DuckDb(Connection connection, Path parts) {
        this.connection = connection;
        this.parts = parts;
    }

    /** If it cannot be loaded, opening a file says why. */
    static void loadLibrary() {
        try {
            DriverManager.getConnection("jdbc:duckdb:").close();
        } catch (SQLException | LinkageError e) {
            return;
        }
    }

    /**
     * Opens a file, which is made if it is not there.
     *
     * @throws SQLException also if another process has it open
     */
    static DuckDb open(Path file, boolean readOnly) throws SQLException, IOException {
        var settings = new Properties();
        // All that is needed is built in; nothing is to be fetched from the network in the middle of a load.
        settings.setProperty("autoinstall_known_extensions", "false");
        // Not in the folder that the program happens to be started in.
        settings.setProperty("temp_directory", file + ".tmp");
        if (!readOnly) {
            // Rows of an extract have no order, and to keep one costs an insert a tenth of its time.
            settings.setProperty("preserve_insertion_order", "false");
        }
        var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        try {
            Sql.execute(connection, attach(file, readOnly) + "; USE " + CATALOG);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.setAutoCommit(false);
        var parts = file.resolveSibling(file.getFileName() + ".parts");
        if (!readOnly) {
            // Nobody else has the file open, so these are of a load that was killed.
            CsvPart.removeAll(parts);
        }
        return new DuckDb(connection, parts);
    }

    private static String attach(Path file, boolean readOnly) {
        var options = new ArrayList<String>();
        if (readOnly) {
            options.add("READ_ONLY");
        } else {
            options.add("ROW_GROUP_SIZE " + ROW_GROUP);
        }
        if (Files.notExists(file)) {
            options.add("STORAGE_VERSION " + Sql.text(STORAGE_VERSION));
        }
        return "ATTACH " + Sql.text(file.toString()) + " AS " + CATALOG + " (" + String.join(", ", options) + ")";
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case STRING -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            // A DECIMAL has one scale for the whole column, and not room for all numbers.
            case DECIMAL -> "DOUBLE";
            case DATE -> "DATE";
            case DATE_TIME -> "TIMESTAMPTZ";
            case TIME -> "TIME";
        };
    }

    @Override
    public void lock(String schema) {
        // One process at a time can have the file open for writing.
    }

    /** Each comment is a new version of the table's entry in the catalogue, which takes a while for a thousand columns. */
    @Override
    public void describe(String statements) throws IOException, SQLException {
        described = queue.submit(0, () -> {
            Sql.execute(connection, statements);
            return 0L;
        });
    }

    @Override
    public void settle() throws IOException, SQLException {
        var begun = described;
        described = null;
        if (begun != null) {
            InsertQueue.result(begun);
        }
    }

    @Override
    public void requireAsMade(String schema, List<Table> tables) {
        // Values are turned into what a column is.
    }

    /** Makes them anew: rows that are deleted would stay in the file until the next checkpoint, beside the new ones. */
    @Override
    public void empty(String schema, List<Table> tables) throws IOException, SQLException {
        Sql.create(this, "CREATE OR REPLACE TABLE", schema, tables);
    }

    @Override
    public String stage(String name) {
        return "temp." + Sql.quoted(name);
    }

    /** Without its schema, where a view looks first: somebody may open the file under the name that the schema has. */
    @Override
    public String fromView(String schema, Table table) {
        return Sql.quoted(table.name());
    }

    @Override
    public void beforeDeletes(String schema, Table table, String deletes) {
        // The hashes are joined, column by column; an index would only have to be kept up.
    }

    @Override
    public RowTarget target(String place, Table table, List<String> columns) throws IOException {
        Files.createDirectories(parts);
        return new DuckDbTarget(this, queue, parts, place, table, columns);
    }

    @Override
    public void close() throws SQLException {
        queue.close();
        try {
            CsvPart.removeAll(parts);
        } catch (IOException e) {
            throw new SQLException("Cannot remove " + parts + ": " + e.getMessage(), e);
        } finally {
            connection.close();
        }
    }
}
