package org.almoner.warehouse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import org.almoner.dataset.row.ColumnType;
import org.almoner.dataset.text.TextForm;

/** A PostgreSQL database. Rows stream into it by {@code COPY}. */
final class Postgres implements Database {

    private final Connection connection;

    private Postgres(Connection connection) {
        this.connection = connection;
    }

    /** @param settings user, password and what else the driver takes */
    static Postgres open(String url, Properties settings) throws SQLException {
        var all = new Properties();
        all.putAll(settings);
        all.setProperty("ApplicationName", "almoner load");
        all.setProperty("tcpKeepAlive", "true");
        var connection = DriverManager.getConnection(url, all);
        connection.setAutoCommit(false);
        return new Postgres(connection);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case STRING -> "text";
            case BOOLEAN -> "boolean";
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric";
            case DATE -> "date";
            case DATE_TIME -> "timestamptz";
            case TIME -> "time";
        };
    }

    @Override
    public void lock(String schema) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT pg_try_advisory_xact_lock(hashtextextended('almoner load ' || ?, 0))")) {
            statement.setString(1, schema);
            try (var row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new WarehouseException(
                            "Somebody else is loading into the schema " + schema + ". Try again when that has ended.");
                }
            }
        }
    }

    @Override
    public void describe(String statements) throws SQLException {
        Sql.execute(connection, statements);
    }

    @Override
    public void settle() {
        // Nothing goes on by itself.
    }

    /** Keeps the tables, and with them what else stands on them: views, rights, indexes of others. */
    @Override
    public void empty(String schema, List<Table> tables) throws SQLException {
        for (var table : tables) {
            // Filling a table row by row under an index of random values takes many times as long.
            Sql.execute(connection, "DROP INDEX IF EXISTS " + Sql.place(schema, index(table)));
        }
        Sql.execute(
                connection,
                tables.stream()
                        .map(table -> Sql.place(schema, table.name()))
                        .collect(Collectors.joining(", ", "TRUNCATE ", "")));
    }

    @Override
    public String stage(String name) {
        return "pg_temp." + Sql.quoted(name);
    }

    @Override
    public void beforeDeletes(String schema, Table table, String deletes) throws SQLException {
        Sql.execute(
                connection,
                "CREATE INDEX IF NOT EXISTS " + Sql.quoted(index(table)) + " ON " + Sql.place(schema, table.name())
                        + " (" + TextForm.HASH_COLUMN + ")");
        // Or the planner guesses at how many there are.
        Sql.execute(connection, "ANALYZE " + deletes);
    }

    @Override
    public RowTarget target(String place, Table table, List<String> columns) throws SQLException {
        return new PostgresTarget(
                connection,
                place + " (" + Sql.columnNames(this, table) + ")",
                new RowEncoder(table, columns, PostgresText.INSTANCE));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Names of entities may be too long to be a part of it. */
    private static String index(Table table) {
        return "almoner_hash_value_" + table.number();
    }
}
