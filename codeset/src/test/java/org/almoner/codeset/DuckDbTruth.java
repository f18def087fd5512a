package org.almoner.codeset;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Layout.Form;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.LayoutColumn.Place.Heading;
import org.almoner.codeset.profile.LayoutColumn.Place.Span;
import org.almoner.codeset.profile.ValueType;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseFile;
import org.almoner.codeset.read.RowReader;
import org.jspecify.annotations.Nullable;

/** The same files as DuckDB reads them: its parser, its substrings, its casts. The JDK decodes, as DuckDB knows few encodings. */
final class DuckDbTruth {

    private static final String NEVER = "\u0007";

    private DuckDbTruth() {}

    /** What our reader makes of a file. */
    static List<List<@Nullable String>> ours(ReleaseFile file, Layout layout) throws IOException {
        var rows = new ArrayList<List<@Nullable String>>();
        try (var reader = RowReader.open(file, layout, ReadLimits.USUAL)) {
            while (reader.next()) {
                var row = new ArrayList<@Nullable String>();
                for (int i = 0; i < layout.columns().size(); i++) {
                    var text = reader.text(i).orElse(null);
                    row.add(
                            text != null && layout.columns().get(i).type() instanceof ValueType.Decimal
                                    ? Double.toString(Double.parseDouble(text))
                                    : text);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** What DuckDB makes of it. */
    static List<List<@Nullable String>> theirs(ReleaseFile file, Layout layout, Path scratch)
            throws IOException, SQLException {
        var decoded = scratch.resolve("decoded.txt");
        String text;
        try (var in = file.open()) {
            text = new String(
                    in.readAllBytes(), Charset.forName(layout.encoding().word()));
        }
        if (text.startsWith("\u00ef\u00bb\u00bf")) {
            text = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).substring(1);
        }
        Files.writeString(decoded, text.startsWith("\ufeff") ? text.substring(1) : text);
        return rows(query(decoded, layout));
    }

    static List<List<@Nullable String>> rows(String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<List<@Nullable String>>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new ArrayList<@Nullable String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static String query(Path file, Layout layout) throws IOException {
        var select = layout.columns().stream()
                .map(column -> typed(column, cell(column, layout)))
                .collect(Collectors.joining(", "));
        return "SELECT " + select + " FROM "
                + switch (layout.form()) {
                    case Form.Delimited form ->
                        "read_csv('%s', delim='%s', header=%s, all_varchar=true, quote='%s', escape='%s', auto_detect=true, skip=0, sample_size=-1%s)"
                                .formatted(
                                        file,
                                        form.delimiter(),
                                        form.header() > 0,
                                        form.quotes() ? "\"" : NEVER,
                                        form.quotes() ? "\"" : NEVER,
                                        form.header() > 0 ? "" : ", names=" + names(layout));
                    case Form.Fixed _, Form.Lines _ -> lines(file);
                };
    }

    /** Lines as a column {@code line}. */
    static String lines(Path file) {
        return "read_csv('%s', delim='%s', header=false, quote='', escape='', auto_detect=false, columns={'line': 'VARCHAR'})"
                .formatted(file, NEVER);
    }

    private static String names(Layout layout) {
        return layout.columns().stream()
                .map(column -> "'" + column.name() + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String cell(LayoutColumn column, Layout layout) {
        var text = switch (column.place()) {
            case Heading heading -> "\"" + heading.spellings().getFirst() + "\"";
            case LayoutColumn.Place.Ordinal _ -> "\"" + column.name() + "\"";
            case Span(var from, var to) -> "substring(line, %d, %d)".formatted(from, to.orElse(100_000) - from + 1);
        };
        return layout.form() instanceof Form.Fixed || column.trimmed() ? "trim(" + text + ")" : text;
    }

    private static String typed(LayoutColumn column, String cell) {
        var text = "nullif(" + cell + ", '')";
        for (var absent : column.absent()) {
            text = "nullif(" + text + ", '" + absent + "')";
        }
        return switch (column.type()) {
            case ValueType.Text _ -> text;
            case ValueType.Whole _ -> "CAST(CAST(" + text + " AS BIGINT) AS VARCHAR)";
            case ValueType.Decimal _ -> "CAST(replace(replace(" + text + ", '$', ''), ',', '') AS DOUBLE)";
            case ValueType.Truth truth ->
                "CAST(lower(" + text + ") IN "
                        + truth.yes().stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "(", ")"))
                        + " AS VARCHAR)";
            case ValueType.Day(var form) ->
                "CAST(CAST(try_strptime(" + text + ", '"
                        + form.pattern()
                                .replace("yyyy", "%Y")
                                .replace("MM", "%m")
                                .replace("dd", "%d")
                        + "') AS DATE) AS VARCHAR)";
        };
    }
}
