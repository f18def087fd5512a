package org.almoner.dataset.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.BooleanSupplier;

import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.RowSink;

/**
 * A relational database as it is at one moment: all queries of an extract run in one read-only transaction, on one connection, so
 * that their rows fit together. Rows are streamed; a result of any size takes little memory. One thread at a time.
 */
public final class DatabaseSnapshot implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection connection;

    private DatabaseSnapshot(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param url a JDBC URL; its driver has to be on the class path
     * @param properties user, password and whatever else the driver takes
     * @throws SourceException if nobody answers, or not as hoped
     */
    public static DatabaseSnapshot open(String url, Properties properties) {
        try {
            var connection = DriverManager.getConnection(url, properties);
            try {
                connection.setReadOnly(true);
                // PostgreSQL streams only outside of auto-commit, and only REPEATABLE READ gives all queries the same
                // moment.
                connection.setAutoCommit(false);
                if (connection
                        .getMetaData()
                        .supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                }
                return new DatabaseSnapshot(connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SourceException("The database cannot be reached: " + e.getMessage(), e);
        }
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
            while (!cancelled.getAsBoolean() && rows.next()) {
                row++;
                for (int i = 0; i < columns.size(); i++) {
                    JdbcText.write(rows, i + 1, columns.get(i).type(), sink);
                }
                sink.endRow();
            }
        } catch (SQLException e) {
            throw new SourceException(
                    "%s: the query failed %s: %s"
                            .formatted(name, row == 0 ? "at once" : "after row " + row, e.getMessage()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new SourceException("%s, row %d: %s".formatted(name, row, e.getMessage()), e);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(ROWS_AT_ONCE);
        return statement;
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
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new SourceException("The database connection cannot be closed: " + e.getMessage(), e);
        }
    }
}
