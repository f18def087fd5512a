package org.almoner.dataset.truth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.dataset.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A PostgreSQL database that text files are loaded into, each into a table of text columns. */
final class Postgres implements AutoCloseable {

    /** How docs/extracts.md says to read a text file. */
    private static final String READ_TEXT = "WITH (FORMAT csv, DELIMITER '|', HEADER, ENCODING 'UTF8')";

    private final Connection connection;

    private Postgres(Connection connection) {
        this.connection = connection;
    }

    static Postgres open() throws SQLException {
        return new Postgres(DriverManager.getConnection(TestDatabase.POSTGRESQL.fresh()));
    }

    /** Makes a table with the columns that the header row names, fills it, and tells how many rows it got. */
    long load(String table, Path file) throws SQLException, IOException {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                var statement = connection.createStatement();
                var text = Files.newInputStream(file)) {
            var columns = List.of(lines.readLine().split("\\|"));
            statement.execute("CREATE TABLE " + quoted(table)
                    + columns.stream()
                            .map(column -> quoted(column) + " text")
                            .collect(Collectors.joining(", ", " (", ")")));
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + quoted(table) + " FROM STDIN " + READ_TEXT, text);
        }
    }

    List<List<@Nullable String>> rows(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return Tables.read(rows);
        }
    }

    static String quoted(String name) {
        return "\"" + name + "\"";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
