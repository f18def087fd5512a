package org.almoner.warehouse;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.dataset.row.ColumnType;
import org.almoner.dataset.text.TextForm;
import org.postgresql.Driver;

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
        // Many statements in one text go as one message, and not each by itself.
        all.setProperty("preferQueryMode", "extendedForPrepared");
        // Not the driver manager, which would begin with DuckDB's.
        var connection = new Driver().connect(url, all);
        if (connection == null) {
            throw new SQLException("that is no address as jdbc:postgresql://HOST:PORT/DATABASE");
        }
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
        compressSooner();
    }

    /** For this transaction. What long texts are compressed with otherwise takes several times as long, and not every server has the other. */
    private void compressSooner() throws SQLException {
        Sql.execute(
                connection,
                "SELECT set_config(name, 'lz4', true) FROM pg_settings"
                        + " WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)");
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
        requireAsMade(schema, tables);
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
    public String fromView(String schema, Table table) {
        return Sql.place(schema, table.name());
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
                new RowEncoder(
                        table,
                        columns,
                        new PostgresBinary(Sql.columnTypes(this, table).size())));
    }

    /** What is sent would be taken for something else, or refused without a reason. */
    @Override
    public void requireAsMade(String schema, List<Table> tables) throws SQLException {
        var columns = tables.stream()
                .flatMap(table -> Sql.columnTypes(this, table).stream()
                        .map(column -> new PlacedColumn(table.name(), column.name(), column.type())))
                .toList();
        try (var statement =
                connection.prepareStatement("SELECT table_name, column_name, column_type, format_type(atttypid, NULL)"
                        + " FROM unnest(?, ?, ?) AS c (table_name, column_name, column_type)"
                        + " JOIN pg_attribute ON attrelid = to_regclass(format('%I.%I', ?, table_name)) AND attname = column_name"
                        + " WHERE atttypid <> to_regtype(column_type) LIMIT 1")) {
            statement.setArray(1, texts(columns.stream().map(PlacedColumn::table)));
            statement.setArray(2, texts(columns.stream().map(PlacedColumn::name)));
            statement.setArray(3, texts(columns.stream().map(PlacedColumn::type)));
            statement.setString(4, schema);
            try (var other = statement.executeQuery()) {
                if (other.next()) {
                    throw new WarehouseException(
                            "The table %s was changed: its column %s is now of type %s. Make it %s again, or drop the schema and load a COMPLETE."
                                    .formatted(
                                            Sql.place(schema, other.getString(1)),
                                            other.getString(2),
                                            other.getString(4),
                                            other.getString(3)));
                }
            }
        }
    }

    private record PlacedColumn(String table, String name, String type) {}

    private Array texts(Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
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
