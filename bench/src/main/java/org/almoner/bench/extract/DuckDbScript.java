package org.almoner.bench.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.definition.SqlEntity;
import org.almoner.dataset.definition.ViewEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * LONG_REC as DuckDB would make it: one statement for each entity, from typed columns into compressed text.
 *
 * @param statements in their order
 * @param leftOut entities that could not be written as SQL, and why
 */
record DuckDbScript(List<String> statements, List<String> leftOut) {

    private static final String LINES = "maximum_object_size = 67108864";

    /** How the source is read. */
    enum Reading {
        /** By each statement for itself. */
        DIRECT,
        /** Once for each resource type, into a table in memory. */
        STAGED
    }

    static DuckDbScript of(Path source, Path out, Reading reading) throws IOException, SQLException {
        var json = JsonMapper.shared();
        Map<String, List<JsonNode>> types = new LinkedHashMap<>();
        var leftOut = new ArrayList<String>();
        for (var entity : DataSets.longRec().entities()) {
            switch (entity) {
                case ViewEntity view -> {
                    var tree = json.readTree(view.json());
                    types.computeIfAbsent(tree.path("resource").stringValue(), _ -> new ArrayList<>())
                            .add(tree);
                }
                case SqlEntity sql -> leftOut.add(sql.name() + ": no view");
            }
        }
        var statements = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statements.add("CREATE TABLE identified (identified_by VARCHAR, identified_id VARCHAR)");
            for (var type : ViewSql.IDENTIFIED) {
                if (!files(source, type).equals("[]")) {
                    statements.add(identified(type, files(source, type)));
                }
            }
            for (var type : types.entrySet()) {
                var files = files(source, type.getKey());
                // Of types without resources the engine writes headers only.
                var shape = files.equals("[]") ? Optional.<Shape>empty() : shape(statement, files);
                if (shape.isPresent()) {
                    statements.addAll(ofType(type, shape.get(), files, out, reading, leftOut));
                }
            }
        }
        return new DuckDbScript(List.copyOf(statements), List.copyOf(leftOut));
    }

    private static List<String> ofType(
            Map.Entry<String, List<JsonNode>> type,
            Shape shape,
            String files,
            Path out,
            Reading reading,
            List<String> leftOut) {
        var statements = new ArrayList<String>();
        var table = "\"" + type.getKey() + "\"";
        for (var view : type.getValue()) {
            var name = view.path("name").stringValue();
            try {
                // Each for itself must read its own columns only, so the shape is made anew.
                var own = reading == Reading.DIRECT ? shape.unused() : shape;
                var query = ViewSql.of(view, own);
                var from = reading == Reading.DIRECT ? read(files, own) : table;
                statements.add("COPY (WITH source AS (FROM " + from + ") " + query + ") TO '"
                        + out.resolve(name + ".csv.gz")
                        + "' (FORMAT csv, DELIMITER '|', HEADER, COMPRESSION gzip)");
            } catch (UnsupportedOperationException e) {
                leftOut.add(name + ": " + e.getMessage());
            }
        }
        if (reading == Reading.STAGED) {
            statements.addFirst("CREATE TABLE " + table + " AS FROM " + read(files, shape));
            statements.addLast("DROP TABLE " + table);
        }
        return statements;
    }

    private static String read(String files, Shape shape) {
        return "read_ndjson(" + files + ", columns = " + shape.columns() + ", " + LINES + ")";
    }

    private static String identified(String type, String files) {
        return ("INSERT INTO identified SELECT '%s?identifier=' || i.system || '|' || i.value, any_value(id) FROM"
                        + " (SELECT id, unnest(identifier) AS i FROM read_ndjson(%s,"
                        + " columns = {id: 'VARCHAR', identifier: 'STRUCT(system VARCHAR, value VARCHAR)[]'}, %s))"
                        + " GROUP BY 1 HAVING count(DISTINCT id) = 1")
                .formatted(type, files, LINES);
    }

    /** What is in the files, of all lines: what DuckDB would otherwise have to guess from the first. Nothing without lines. */
    private static Optional<Shape> shape(Statement statement, String files) throws SQLException {
        try (var rows = statement.executeQuery(
                "SELECT json_group_structure(json) FROM read_ndjson_objects(" + files + ", " + LINES + ")")) {
            rows.next();
            return Optional.ofNullable(rows.getString(1))
                    .map(structure -> Shape.of(JsonMapper.shared().readTree(structure)));
        }
    }

    private static String files(Path source, String type) throws IOException {
        return SourceFiles.of(source, type).stream()
                .map(file -> "'" + file + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
