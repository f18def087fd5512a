package org.almoner.dataset.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.almoner.dataset.view.ViewDefinition.ColumnDefinition;
import org.almoner.dataset.view.ViewDefinition.Iteration;
import org.almoner.dataset.view.ViewDefinition.Path;
import org.almoner.dataset.view.ViewDefinition.Selection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of a ViewDefinition: all that can be said of it without looking at what its expressions mean together. */
final class ViewDefinitionParser {
    private static final Pattern SQL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern RESOURCE = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final int DEEPEST = 50;

    private static final Set<String> VIEW = Set.of(
            ("resourceType id meta implicitRules language text contained extension modifierExtension url identifier name "
                            + "title status experimental publisher contact description useContext jurisdiction purpose "
                            + "copyright copyrightLabel fhirVersion version versionAlgorithmString versionAlgorithmCoding "
                            + "date profile resource constant where select")
                    .split(" "));
    private static final Set<String> CONSTANT = Set.of("id", "extension", "modifierExtension", "name");
    private static final Set<String> WHERE = Set.of("id", "extension", "modifierExtension", "path", "description");
    private static final Set<String> SELECT = Set.of(
            "id",
            "extension",
            "modifierExtension",
            "column",
            "select",
            "forEach",
            "forEachOrNull",
            "repeat",
            "unionAll");
    private static final Set<String> COLUMN =
            Set.of("id", "extension", "modifierExtension", "path", "name", "description", "collection", "type", "tag");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ViewDefinitionParser() {}

    static ViewDefinition parse(byte[] json) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidViewException("", "not JSON: " + e.getMessage());
        }
        return parse(tree);
    }

    static ViewDefinition parse(JsonNode view) {
        object(view, "", VIEW);
        var resource = text(view, "", "resource");
        if (resource == null) {
            throw new InvalidViewException("resource", "is missing");
        }
        if (!RESOURCE.matcher(resource).matches()) {
            throw new InvalidViewException("resource", "'" + resource + "' is not a type of resources");
        }
        var name = text(view, "", "name");
        if (name != null && !SQL_NAME.matcher(name).matches()) {
            throw new InvalidViewException("name", notSqlName(name));
        }
        var where = new ArrayList<Path>();
        each(view, "", "where", (item, place) -> {
            object(item, place, WHERE);
            where.add(path(item, place, "path"));
        });
        var select = selections(view, "", "select", 0);
        if (select.isEmpty()) {
            throw new InvalidViewException("select", "is missing");
        }
        return new ViewDefinition(
                name == null ? "" : name,
                orEmpty(text(view, "", "description")),
                resource,
                constants(view),
                where,
                select);
    }

    private static Map<String, Syntax.Literal> constants(JsonNode view) {
        var constants = new LinkedHashMap<String, Syntax.Literal>();
        each(view, "", "constant", (item, place) -> {
            object(item, place, null);
            var name = text(item, place, "name");
            if (name == null) {
                throw new InvalidViewException(place + ".name", "is missing");
            }
            if (!SQL_NAME.matcher(name).matches()) {
                throw new InvalidViewException(place + ".name", notSqlName(name));
            }
            if (constants.putIfAbsent(name, constant(item, place)) != null) {
                throw new InvalidViewException(place + ".name", "there is another constant '" + name + "'");
            }
        });
        return constants;
    }

    private static Syntax.Literal constant(JsonNode item, String place) {
        Syntax.Literal literal = null;
        for (var property : item.properties()) {
            var key = property.getKey();
            if (CONSTANT.contains(key) || key.startsWith("_")) {
                continue;
            }
            var at = place + "." + key;
            var type = key.startsWith("value") ? valueType(key.substring("value".length())) : null;
            if (type == null) {
                throw new InvalidViewException(at, "is not a property of a constant");
            }
            if (literal != null) {
                throw new InvalidViewException(at, "a constant has one value");
            }
            literal = new Syntax.Literal(type, literalText(type, property.getValue(), at), 0);
        }
        if (literal == null) {
            throw new InvalidViewException(place, "a constant needs a value, such as valueString");
        }
        return literal;
    }

    private static @Nullable Type valueType(String suffix) {
        if (suffix.isEmpty() || !Character.isUpperCase(suffix.charAt(0))) {
            return null;
        }
        var type = Type.ofFhir(Character.toLowerCase(suffix.charAt(0)) + suffix.substring(1));
        return type != null && type.isPrimitive() ? type : null;
    }

    private static String literalText(Type type, JsonNode value, String place) {
        return switch (type) {
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    throw new InvalidViewException(place, "is not true or false");
                }
                yield value.asString();
            }
            case INTEGER -> {
                if (!value.isIntegralNumber()) {
                    throw new InvalidViewException(place, "is not a whole number");
                }
                yield value.asString();
            }
            case DECIMAL -> {
                if (!value.isNumber()) {
                    throw new InvalidViewException(place, "is not a number");
                }
                yield value.decimalValue().toPlainString();
            }
            case DATE, DATE_TIME, TIME -> {
                if (!value.isString() || !Moment.reads(value.stringValue(), type)) {
                    throw new InvalidViewException(place, "is not " + type);
                }
                yield value.stringValue();
            }
            case STRING -> {
                if (!value.isString()) {
                    throw new InvalidViewException(place, "is not a text");
                }
                yield value.stringValue();
            }
            case ANY, PERIOD, COMPLEX -> throw new InvalidViewException(place, "cannot be a constant");
        };
    }

    private static List<Selection> selections(JsonNode parent, String parentPlace, String key, int depth) {
        var selections = new ArrayList<Selection>();
        each(parent, parentPlace, key, (item, place) -> selections.add(selection(item, place, depth + 1)));
        return selections;
    }

    private static Selection selection(JsonNode item, String place, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidViewException(place, "nested deeper than " + DEEPEST);
        }
        object(item, place, SELECT);
        var columns = new ArrayList<ColumnDefinition>();
        each(item, place, "column", (column, at) -> columns.add(column(column, at)));
        var select = selections(item, place, "select", depth);
        var union = selections(item, place, "unionAll", depth);
        if (columns.isEmpty() && select.isEmpty() && union.isEmpty()) {
            // Its iteration would be the only thing to say of it; the expression's own faults are more telling.
            iteration(item, place);
            throw new InvalidViewException(place, "has no columns: needs column, select or unionAll");
        }
        return new Selection(iteration(item, place), columns, select, union, place);
    }

    private static Iteration iteration(JsonNode item, String place) {
        var iterations = new ArrayList<Iteration>();
        if (item.has("forEach")) {
            iterations.add(new Iteration.ForEach(path(item, place, "forEach"), false));
        }
        if (item.has("forEachOrNull")) {
            iterations.add(new Iteration.ForEach(path(item, place, "forEachOrNull"), true));
        }
        if (item.has("repeat")) {
            var paths = new ArrayList<Path>();
            each(item, place, "repeat", (path, at) -> paths.add(path(path, at)));
            if (paths.isEmpty()) {
                throw new InvalidViewException(place + ".repeat", "is empty");
            }
            iterations.add(new Iteration.Repeat(paths));
        }
        if (iterations.size() > 1) {
            throw new InvalidViewException(place, "has more than one of forEach, forEachOrNull and repeat");
        }
        return iterations.isEmpty() ? new Iteration.Once() : iterations.getFirst();
    }

    private static ColumnDefinition column(JsonNode item, String place) {
        object(item, place, COLUMN);
        var name = text(item, place, "name");
        if (name == null) {
            throw new InvalidViewException(place + ".name", "is missing");
        }
        if (!SQL_NAME.matcher(name).matches()) {
            throw new InvalidViewException(place + ".name", notSqlName(name));
        }
        var collection = item.get("collection");
        if (collection != null && !collection.isBoolean()) {
            throw new InvalidViewException(place + ".collection", "is not true or false");
        }
        each(item, place, "tag", (tag, at) -> {
            object(tag, at, Set.of("id", "extension", "modifierExtension", "name", "value"));
            if (text(tag, at, "name") == null || text(tag, at, "value") == null) {
                throw new InvalidViewException(at, "a tag has a name and a value");
            }
        });
        boolean many = collection != null && collection.booleanValue();
        var type = Type.ANY;
        var typeName = text(item, place, "type");
        if (typeName != null) {
            typeName = simpleName(typeName);
            var known = Type.ofFhir(typeName);
            if (known == null) {
                throw new InvalidViewException(place + ".type", "unknown type '" + typeName + "'");
            }
            if (!known.isPrimitive() && !many) {
                throw new InvalidViewException(
                        place + ".type", "'" + typeName + "' is not primitive, so that no cell can hold it");
            }
            type = known;
        }
        return new ColumnDefinition(
                name,
                orEmpty(text(item, place, "description")),
                type,
                "integer64".equals(typeName),
                many,
                path(item, place, "path"),
                place);
    }

    /** Types are names, or addresses that end with them. */
    private static String simpleName(String type) {
        var name = type.substring(type.lastIndexOf('/') + 1);
        if (name.startsWith("System.")) {
            var system = name.substring("System.".length());
            return system.isEmpty() ? name : Character.toLowerCase(system.charAt(0)) + system.substring(1);
        }
        return name;
    }

    private static Path path(JsonNode parent, String place, String key) {
        var value = parent.get(key);
        if (value == null) {
            throw new InvalidViewException(place + "." + key, "is missing");
        }
        return path(value, place + "." + key);
    }

    private static Path path(JsonNode value, String place) {
        if (!value.isString()) {
            throw new InvalidViewException(place, "is not a text");
        }
        try {
            return new Path(PathParser.parse(value.stringValue()), place);
        } catch (InvalidPathException e) {
            throw new InvalidViewException(place, String.valueOf(e.getMessage()));
        }
    }

    private static void object(JsonNode node, String place, @Nullable Set<String> properties) {
        if (!node.isObject()) {
            throw new InvalidViewException(place, "is not an object");
        }
        for (var property : node.propertyNames()) {
            if (properties != null && !properties.contains(property) && !property.startsWith("_")) {
                throw new InvalidViewException(dotted(place, property), "is not a property that is known here");
            }
        }
    }

    private interface Item {
        void take(JsonNode item, String place);
    }

    private static void each(JsonNode parent, String place, String key, Item item) {
        var array = parent.get(key);
        if (array == null) {
            return;
        }
        var at = dotted(place, key);
        if (!array.isArray()) {
            throw new InvalidViewException(at, "is not an array");
        }
        for (int i = 0; i < array.size(); i++) {
            item.take(array.get(i), at + "[" + i + "]");
        }
    }

    private static @Nullable String text(JsonNode parent, String place, String key) {
        var value = parent.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidViewException(dotted(place, key), "is not a text");
        }
        return value.stringValue();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String dotted(String place, String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private static String notSqlName(String name) {
        return "'" + name + "' is not a letter followed by letters, digits and underscores";
    }
}
