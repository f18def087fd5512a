package org.almoner.warehouse;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.dataset.row.ColumnType;

/** Statements that all databases take. */
final class Sql {

    private Sql() {}

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** Whether a schema has a table or a view. */
    static boolean isThere(Connection connection, String schema, String table) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = ? AND table_name = ?")) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        }
    }

    /** A table in its schema. */
    static String place(String schema, String table) {
        return quoted(schema) + "." + quoted(table);
    }

    /** A name that may be a word of SQL. */
    static String quoted(String name) {
        return '"' + name + '"';
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** What is in the brackets of {@code CREATE TABLE}; the row's mark, the last, always has a value. */
    static String columns(Database database, Table table) {
        return columnTypes(database, table).stream()
                        .map(column -> quoted(column.name()) + " " + column.type())
                        .collect(Collectors.joining(", "))
                + " NOT NULL";
    }

    /** The names of all columns, to be put in brackets. */
    static String columnNames(Database database, Table table) {
        return columnTypes(database, table).stream()
                .map(column -> quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** A column with its type in SQL. */
    record ColumnOfType(String name, String type) {}

    /** All columns in their order, the row's mark last. */
    static List<ColumnOfType> columnTypes(Database database, Table table) {
        var columns = new ArrayList<ColumnOfType>();
        var text = database.type(ColumnType.STRING);
        for (var column : table.columns()) {
            columns.add(new ColumnOfType(column.name(), database.type(column.type())));
            column.asWritten().ifPresent(name -> columns.add(new ColumnOfType(name, text)));
        }
        columns.add(new ColumnOfType(table.mark().column(), text));
        return columns;
    }

    /**
     * Creates tables, and has them described by comments.
     *
     * @see Database#describe
     */
    static void create(Database database, String create, String schema, List<Table> tables)
            throws IOException, SQLException {
        // At once, as a data set has a thousand columns and a server may be far away.
        execute(
                database.connection(),
                tables.stream()
                        .map(table ->
                                create + " " + place(schema, table.name()) + " (" + columns(database, table) + ")")
                        .collect(Collectors.joining(";\n")));
        database.describe(
                tables.stream().flatMap(table -> comments(schema, table)).collect(Collectors.joining(";\n")));
    }

    private static Stream<String> comments(String schema, Table table) {
        var place = place(schema, table.name());
        var comments = Stream.<String>builder();
        comments.add("COMMENT ON TABLE " + place + " IS " + text(table.comment()));
        for (var column : table.columns()) {
            if (!column.comment().isEmpty()) {
                comments.add(comment(place, column.name(), column.comment()));
            }
            column.asWritten()
                    .ifPresent(name ->
                            comments.add(comment(place, name, column.name() + " as it is written in the extract.")));
        }
        return comments.add(comment(place, table.mark().column(), table.mark().comment()))
                .build();
    }

    private static String comment(String place, String column, String comment) {
        return "COMMENT ON COLUMN " + place + "." + quoted(column) + " IS " + text(comment);
    }
}
