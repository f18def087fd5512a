package org.almoner.dataset.source;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.RowSink;

/**
 * A relational database as it is at one moment: all queries of an extract run in one read-only transaction, on one connection, so
 * that their rows fit together. Rows are streamed; a result of any size takes little memory, as {@link FetchSize} has it. One thread
 * at a time.
 */
public final class DatabaseSnapshot implements AutoCloseable {

    /** Where REPEATABLE READ is one moment for all that is read, and SERIALIZABLE more than reading needs. */
    private static final Set<String> REPEATABLE_READ_SUFFICES = Set.of("PostgreSQL", "MySQL", "MariaDB", "DuckDB");

    private final Connection connection;
    private final DatabaseAddress address;

    private DatabaseSnapshot(Connection connection, DatabaseAddress address) {
        this.connection = connection;
        this.address = address;
    }

    /**
     * Connects.
     *
     * @param address its driver has to be on the class path
     * @throws SourceException if nobody answers, or not as hoped
     */
    public static DatabaseSnapshot open(DatabaseAddress address) {
        try {
            var connection = DriverManager.getConnection(address.url(), address.properties());
            try {
                connection.setReadOnly(true);
                // PostgreSQL streams only outside of auto-commit.
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(isolation(connection.getMetaData()));
                return new DatabaseSnapshot(connection, address);
            } catch (SQLException | SourceException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            var shown = address.censored(e);
            throw new SourceException("The database cannot be reached: " + shown.getMessage(), shown);
        }
    }

    /** What keeps a change between two queries from being seen by the second. */
    private static int isolation(DatabaseMetaData database) throws SQLException {
        var product = database.getDatabaseProductName();
        int level = REPEATABLE_READ_SUFFICES.contains(product)
                ? Connection.TRANSACTION_REPEATABLE_READ
                : Connection.TRANSACTION_SERIALIZABLE;
        if (!database.supportsTransactionIsolationLevel(level)) {
            throw new SourceException(product
                    + " cannot answer several queries as of one moment, so no sound extract can be had from it.");
        }
        return level;
    }

    /**
     * Runs a query.
     *
     * @param name what to call the query in messages
     * @param columns what it has to yield, in this order
     * @param sink gets the rows, in the order of the query
     * @param cancelled asked for every row; ends the reading
     * @throws SourceException if the query fails, or yields other columns or values than were declared
     */
    public void read(String name, String sql, List<Column> columns, RowSink sink, BooleanSupplier cancelled) {
        long row = 0;
        try (var statement = prepare(sql);
                var rows = statement.executeQuery()) {
            requireColumns(name, rows, columns);
            var fetch = new FetchSize();
            while (!cancelled.getAsBoolean() && rows.next()) {
                row++;
                long bytes = 0;
                for (int i = 0; i < columns.size(); i++) {
                    bytes += JdbcText.write(rows, i + 1, columns.get(i).type(), sink);
                }
                sink.endRow();
                if (fetch.isChangedBy(bytes)) {
                    ask(rows, fetch.rows());
                }
            }
        } catch (SQLException e) {
            var shown = address.censored(e);
            throw new SourceException(
                    "%s: the query failed %s: %s"
                            .formatted(name, row == 0 ? "at once" : "after row " + row, shown.getMessage()),
                    shown);
        } catch (IllegalArgumentException e) {
            throw new SourceException("%s, row %d: %s".formatted(name, row, e.getMessage()), e);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(FetchSize.FIRST);
        return statement;
    }

    private static void ask(ResultSet rows, int atOnce) throws SQLException {
        try {
            rows.setFetchSize(atOnce);
        } catch (SQLFeatureNotSupportedException _) {
            // It is a hint, and drivers that fetch otherwise need none.
        }
    }

    private static void requireColumns(String name, ResultSet rows, List<Column> columns) throws SQLException {
        var yielded = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            yielded.add(rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        var declared = columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!yielded.equals(declared)) {
            throw new SourceException("%s: the query yields the columns %s, but the data set declares %s"
                    .formatted(name, String.join(", ", yielded), String.join(", ", declared)));
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new SourceException(
                    "The database connection cannot be closed: " + address.censored(String.valueOf(e.getMessage())));
        }
    }
}
