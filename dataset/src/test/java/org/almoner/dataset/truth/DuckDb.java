package org.almoner.dataset.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.dataset.engine.CompiledDataSet.Entity;
import org.jspecify.annotations.Nullable;

/** Another engine, that reads both a source and what was made of it. */
@SuppressWarnings("InlineFormatString") // they are what this is about, and too long to stand in the middle of code
final class DuckDb implements AutoCloseable {

    /** How docs/extracts.md says to read a text file. */
    private static final String READ_TEXT = """
            read_csv('%s', delim='|', header=true, quote='"', escape='"', nullstr='', allow_quoted_nulls=false, \
            all_varchar=true)""";

    /**
     * Lines of a source as JSON in which every number that is a member of an object is a string of its digits: DuckDB takes 1.10 for
     * 1.1 otherwise.
     */
    private static final String READ_SOURCE = """
            SELECT regexp_replace(json, '("(?:[^"\\\\]|\\\\.)*"\\s*:\\s*)(-?[0-9][0-9.eE+-]*)', '\\1"\\2"', 'g')::JSON AS r
            FROM read_ndjson_objects(%s, maximum_object_size=67108864)""";

    private static final List<String> MACROS = List.of(
            // Nothing joined is nothing, and not an empty text.
            "CREATE MACRO joined(l, separator) AS CASE WHEN len(l) > 0 THEN array_to_string(l, separator) END",
            "CREATE MACRO extension_of(j, wanted) AS list_filter(json_extract(j, '$.extension[*]'), lambda x: json_extract_string(x, '$.url') = wanted)[1]",
            // FHIR R4, Reference.reference: relative or absolute, perhaps of a version; or conditional.
            """
            CREATE MACRO key_of(reference, wanted) AS CASE
                WHEN starts_with(reference, '#') THEN NULL
                WHEN contains(reference, '?identifier=') THEN CASE
                    WHEN wanted IS NULL OR starts_with(reference, wanted || '?')
                    THEN (SELECT id FROM identified WHERE written = reference) END
                WHEN wanted IS NULL
                    OR regexp_extract(reference, '([A-Za-z]+)/[A-Za-z0-9.-]+(?:/_history/.+)?$', 1) = wanted
                THEN regexp_extract(reference, '[A-Za-z]+/([A-Za-z0-9.-]+?)(?:/_history/.+)?$', 1) END""");

    private final Connection connection;

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    static DuckDb open() throws SQLException {
        return new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    }

    /** Makes a table of each resource type of a folder, with the resources in a column r, and what the truth's SQL uses. */
    void openSource(Path folder) throws SQLException, IOException {
        for (var entity : Unpacked.LONG_REC.entities()) {
            switch (entity) {
                case Entity.Viewed viewed -> openType(folder, viewed.view().resource());
                case Entity.Queried queried -> throw new IllegalStateException(queried.name());
            }
        }
        execute("CREATE TABLE identified (written VARCHAR, id VARCHAR)");
        for (var type : List.of("Practitioner", "Organization", "Location")) {
            execute("""
                    INSERT INTO identified
                    SELECT '%1$s?identifier=' || (i->>'$.system') || '|' || (i->>'$.value') AS written, any_value(id)
                    FROM (SELECT r->>'$.id' AS id, unnest(r->'$.identifier[*]') AS i FROM "%1$s")
                    GROUP BY written HAVING count(DISTINCT id) = 1""".formatted(type));
        }
        for (var macro : MACROS) {
            execute(macro);
        }
    }

    private void openType(Path folder, String type) throws SQLException, IOException {
        try (var all = Files.list(folder)) {
            var files = all.filter(file -> file.getFileName().toString().startsWith(type + ".ndjson"))
                    .map(file -> "'" + file + "'")
                    .collect(Collectors.joining(", ", "[", "]"));
            execute("CREATE TABLE IF NOT EXISTS \"" + type + "\" AS "
                    + (files.equals("[]") ? "SELECT NULL::JSON AS r WHERE false" : READ_SOURCE.formatted(files)));
        }
    }

    static String text(Path file) {
        return READ_TEXT.formatted(file);
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM (" + query + ")")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    List<String> columns(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM (" + query + ") LIMIT 0")) {
            var names = new ArrayList<String>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return names;
        }
    }

    /** Up to three rows, as text, that the first query has more often than the second. */
    List<String> surplus(String first, String second) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT d::VARCHAR FROM ((" + first + ") EXCEPT ALL (" + second
                        + ")) AS d ORDER BY ALL LIMIT 3")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** All rows, in the order of the query; null where there is no value. */
    List<List<@Nullable String>> rows(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return Tables.read(rows);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
