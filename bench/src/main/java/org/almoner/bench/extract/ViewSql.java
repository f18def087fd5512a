package org.almoner.bench.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a ViewDefinition as SQL for DuckDB over typed columns. Knows what LONG_REC uses of FHIRPath and nothing else. What the data
 * has nothing of becomes NULL, so that DuckDB need not look for it.
 */
final class ViewSql {

    /** Types that are referred to by identifier; a table {@code identified (identified_by, identified_id)} resolves such references. */
    static final Set<String> IDENTIFIED = Set.of("Practitioner", "Organization", "Location");

    private final Shape resource;
    private List<String> joins = new ArrayList<>();
    private int names;

    private ViewSql(Shape resource) {
        this.resource = resource;
    }

    /** What a path yields: an expression of a shape, one value or a list of them. */
    private record Value(String sql, @Nullable Shape shape, boolean list) {
        static final Value NOTHING = new Value("NULL", null, false);
    }

    /** What is there to select from, and what paths start at. */
    private record Scope(String from, Value focus, String row) {}

    private record Row(Scope scope, List<String> columns, List<String> joins) {}

    /**
     * A query of the view over a relation called {@code source}.
     *
     * @param resource the shape of its resources; gets to know what is asked for
     * @throws UnsupportedOperationException if it has something that this does not know
     */
    static String of(JsonNode view, Shape resource) {
        return new ViewSql(resource).query(view);
    }

    private String query(JsonNode view) {
        var root = new Scope("source", new Value("", resource, false), "0");
        for (var where : view.path("where")) {
            var condition = new PathReader(where.path("path").stringValue()).condition(root.focus());
            root = new Scope("(FROM source WHERE " + condition + ")", root.focus(), "0");
        }
        var rows = List.of(new Row(root, List.of(), List.of()));
        for (var select : view.path("select")) {
            rows = select(rows, select, root);
        }
        var queries = new ArrayList<String>();
        for (var row : rows) {
            var from = new StringBuilder(row.scope().from());
            row.joins().forEach(from::append);
            queries.add("SELECT " + String.join(", ", row.columns()) + " FROM " + from);
        }
        return String.join(" UNION ALL ", queries);
    }

    /** Rows with what one select adds to them; paths of the select start at the scope's focus. */
    private List<Row> select(List<Row> rows, JsonNode select, Scope at) {
        if (select.has("repeat")) {
            throw new UnsupportedOperationException("repeat");
        }
        var added = new ArrayList<Row>();
        for (var row : rows) {
            var scope = new Scope(row.scope().from(), at.focus(), at.row());
            if (select.has("forEach")) {
                scope = forEach(scope, select.path("forEach").stringValue(), false);
            } else if (select.has("forEachOrNull")) {
                scope = forEach(scope, select.path("forEachOrNull").stringValue(), true);
            }
            var columns = new ArrayList<>(row.columns());
            joins = new ArrayList<>(row.joins());
            for (var column : select.path("column")) {
                columns.add(column(scope, column.path("path").stringValue()) + " AS \""
                        + column.path("name").stringValue() + "\"");
            }
            var inner = List.of(new Row(scope, columns, joins));
            for (var nested : select.path("select")) {
                inner = select(inner, nested, scope);
            }
            if (select.has("unionAll")) {
                var branches = new ArrayList<Row>();
                for (var branch : select.path("unionAll")) {
                    branches.addAll(select(inner, branch, scope));
                }
                inner = branches;
            }
            added.addAll(inner);
        }
        return added;
    }

    private Scope forEach(Scope scope, String path, boolean orNull) {
        var items = new PathReader(path).path(scope.focus());
        int number = names++;
        if (items.shape() == null) {
            return new Scope(orNull ? scope.from() : "(FROM " + scope.from() + " WHERE false)", Value.NOTHING, "0");
        }
        var list =
                items.list() ? items.sql() : "CASE WHEN " + items.sql() + " IS NOT NULL THEN [" + items.sql() + "] END";
        if (orNull) {
            list = "CASE WHEN len(" + list + ") > 0 THEN " + list + " ELSE [NULL] END";
        }
        var from = "(SELECT *, unnest(l" + number + ") AS e" + number + ", generate_subscripts(l" + number
                + ", 1) - 1 AS n" + number + " FROM (SELECT *, " + list + " AS l" + number + " FROM " + scope.from()
                + "))";
        return new Scope(from, new Value("e" + number, items.shape(), false), "n" + number);
    }

    private String column(Scope scope, String path) {
        if (path.equals("%rowIndex")) {
            return scope.row();
        }
        if (path.matches("'[^']*'")) {
            return path;
        }
        var value = new PathReader(path).path(scope.focus());
        return value.list() ? value.sql() + "[1]" : value.sql();
    }

    /** Reads one path and writes it as it goes. */
    private final class PathReader {
        private final String path;
        private int at;

        PathReader(String path) {
            this.path = path;
        }

        Value path(Value focus) {
            var value = step(focus);
            while (at < path.length() && path.charAt(at) == '.') {
                at++;
                value = step(value);
            }
            return value;
        }

        private Value step(Value focus) {
            var name = name();
            if (at < path.length() && path.charAt(at) == '(') {
                at++;
                var value = function(name, focus);
                expect(")");
                return value;
            }
            if (path.startsWith(".ofType(", at)) {
                at += ".ofType(".length();
                var type = name();
                expect(")");
                name += type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
            }
            return part(focus, name);
        }

        private Value function(String name, Value focus) {
            return switch (name) {
                case "first" -> focus.list() ? new Value(focus.sql() + "[1]", focus.shape(), false) : focus;
                case "where" -> where(focus);
                case "extension" -> {
                    var extensions = part(focus, "extension");
                    yield filtered(extensions, item -> equal(part(item, "url"), literal()));
                }
                case "join" -> {
                    var separator = literal();
                    yield focus.list()
                            ? new Value(
                                    "nullif(array_to_string(" + focus.sql() + ", " + separator + "), '')",
                                    focus.shape(),
                                    false)
                            : focus;
                }
                case "getResourceKey" -> part(focus, "id");
                case "getReferenceKey" -> key(part(focus, "reference"), path.charAt(at) == ')' ? "" : name());
                default -> throw new UnsupportedOperationException(name + "() in " + path);
            };
        }

        private Value where(Value focus) {
            if (path.startsWith("$this != ''", at)) {
                at += "$this != ''".length();
                return focus.shape() == null
                        ? focus
                        : new Value("nullif(" + focus.sql() + ", '')", focus.shape(), focus.list());
            }
            return filtered(focus, this::condition);
        }

        private Value filtered(Value focus, Function<Value, String> condition) {
            var item = "x" + names++;
            var holds = condition.apply(new Value(focus.list() ? item : focus.sql(), focus.shape(), false));
            if (focus.shape() == null) {
                return focus;
            }
            return focus.list()
                    ? new Value(
                            "list_filter(" + focus.sql() + ", lambda " + item + ": " + holds + ")", focus.shape(), true)
                    : new Value("CASE WHEN " + holds + " THEN " + focus.sql() + " END", focus.shape(), false);
        }

        /** {@code a = 'x' or b.exists()}. */
        String condition(Value focus) {
            var holds = new StringBuilder();
            while (true) {
                // One text compared with another is how a view has a column that is always empty.
                var term = path.charAt(at) == '\'' ? constant() : "";
                var value = term.isEmpty() ? step(focus) : Value.NOTHING;
                while (term.isEmpty()) {
                    if (path.startsWith(".exists()", at)) {
                        at += ".exists()".length();
                        term = value.shape() == null
                                ? "false"
                                : value.list()
                                        ? "coalesce(len(" + value.sql() + "), 0) > 0"
                                        : value.sql() + " IS NOT NULL";
                    } else if (path.startsWith(" = ", at)) {
                        at += " = ".length();
                        term = equal(value, literal());
                    } else {
                        expect(".");
                        value = step(value);
                    }
                }
                holds.append(holds.isEmpty() ? "" : " OR ").append(term);
                if (!path.startsWith(" or ", at)) {
                    return "(" + holds + ")";
                }
                at += " or ".length();
            }
        }

        private String constant() {
            var first = literal();
            expect(" = ");
            return first + " = " + literal();
        }

        private static String equal(Value value, String literal) {
            return value.shape() == null ? "false" : value.sql() + " = " + literal;
        }

        private String literal() {
            if (path.charAt(at) != '\'') {
                throw new UnsupportedOperationException(path);
            }
            int end = path.indexOf('\'', at + 1) + 1;
            var literal = path.substring(at, end);
            at = end;
            return literal;
        }

        private String name() {
            int start = at;
            while (at < path.length() && Character.isLetterOrDigit(path.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw new UnsupportedOperationException(path);
            }
            return path.substring(start, at);
        }

        private void expect(String text) {
            if (!path.startsWith(text, at)) {
                throw new UnsupportedOperationException(path);
            }
            at += text.length();
        }
    }

    private Value part(Value focus, String name) {
        var shape = focus.shape() == null ? null : focus.shape().part(name);
        if (shape == null) {
            return Value.NOTHING;
        }
        if (!focus.list()) {
            return new Value(
                    (focus.sql().isEmpty() ? "" : "(" + focus.sql() + ").") + '"' + name + '"', shape, shape.isList());
        }
        var item = "x" + names++;
        var parts = "list_filter(list_transform(" + focus.sql() + ", lambda " + item + ": " + item + ".\"" + name
                + "\"), lambda " + item + ": " + item + " IS NOT NULL)";
        return new Value(shape.isList() ? "flatten(" + parts + ")" : parts, shape, true);
    }

    /** @param type that the reference must be to; empty if any will do */
    private Value key(Value reference, String type) {
        if (reference.shape() == null) {
            return reference;
        }
        var written = reference.list() ? reference.sql() + "[1]" : reference.sql();
        var literal = type.isEmpty()
                ? "CASE WHEN NOT contains(%1$s, '?') AND NOT starts_with(%1$s, '#') THEN split_part(%1$s, '/', 2) END"
                        .formatted(written)
                : "CASE WHEN starts_with(%s, '%s/') THEN substr(%1$s, %d) END"
                        .formatted(written, type, type.length() + 2);
        if (!type.isEmpty() && !IDENTIFIED.contains(type)) {
            return new Value(literal, reference.shape(), false);
        }
        var identified = "k" + names++;
        joins.add(" LEFT JOIN identified " + identified + " ON " + identified + ".identified_by = " + written
                + (type.isEmpty() ? "" : " AND starts_with(" + written + ", '" + type + "?')"));
        return new Value("coalesce(" + literal + ", " + identified + ".identified_id)", reference.shape(), false);
    }
}
