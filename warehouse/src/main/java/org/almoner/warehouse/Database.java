package org.almoner.warehouse;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.almoner.dataset.row.ColumnType;

/** The port: what is different from one database to the other. */
sealed interface Database extends AutoCloseable permits DuckDb, Postgres {

    /** Without automatic commits. */
    Connection connection();

    /** The type of a column. */
    String type(ColumnType type);

    /**
     * Keeps others from loading into the schema until the transaction ends.
     *
     * @throws WarehouseException if somebody else is loading
     */
    void lock(String schema) throws SQLException;

    /**
     * Executes statements that describe tables. May return before that is done, so that rows are read meanwhile: until {@link #settle} the
     * connection is for targets only, which wait for it.
     */
    void describe(String statements) throws IOException, SQLException;

    /**
     * Waits until what was begun is done.
     *
     * @throws SQLException if it has failed
     */
    void settle() throws IOException, SQLException;

    /**
     * Checks that the columns of tables that are there still have their types, if rows go in only then.
     *
     * @throws WarehouseException if somebody has changed one
     */
    void requireAsMade(String schema, List<Table> tables) throws SQLException;

    /** Takes all rows out of tables. May return before they are described. */
    void empty(String schema, List<Table> tables) throws IOException, SQLException;

    /** Where a temporary table of this connection is, in SQL. */
    String stage(String name);

    /** What a view calls a table of its own schema, in SQL. */
    String fromView(String schema, Table table);

    /** Called before rows are deleted from a table by the hashes in another, which is filled. */
    void beforeDeletes(String schema, Table table, String deletes) throws SQLException;

    /**
     * Begins to fill a table.
     *
     * @param place the table with its schema, in SQL
     * @param columns of the file
     */
    RowTarget target(String place, Table table, List<String> columns) throws IOException, SQLException;

    @Override
    void close() throws SQLException;
}
