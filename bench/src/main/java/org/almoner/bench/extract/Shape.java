package org.almoner.bench.extract;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an element looks like in the data, and which parts of it are asked for: the rest need not be read. */
final class Shape {

    private final boolean list;
    private final Map<String, Shape> parts = new TreeMap<>();
    private boolean used;

    private Shape(boolean list) {
        this.list = list;
    }

    /** @param structure as DuckDB's {@code json_group_structure} gives it */
    static Shape of(JsonNode structure) {
        var item = structure.isArray() ? structure.get(0) : structure;
        var shape = new Shape(structure.isArray());
        if (item.isObject()) {
            item.properties().forEach(part -> shape.parts.put(part.getKey(), of(part.getValue())));
        }
        return shape;
    }

    /** The same, with nothing asked for. */
    Shape unused() {
        var copy = new Shape(list);
        parts.forEach((name, part) -> copy.parts.put(name, part.unused()));
        return copy;
    }

    /** Null if the data has no such part. */
    @Nullable
    Shape part(String name) {
        var part = parts.get(name);
        if (part != null) {
            part.used = true;
        }
        return part;
    }

    boolean isList() {
        return list;
    }

    /** DuckDB's type of this, with the parts that were asked for. */
    String type() {
        var fields = fields();
        var item = fields.isEmpty() ? parts.isEmpty() ? "VARCHAR" : "JSON" : "STRUCT(" + fields + ")";
        return list ? item + "[]" : item;
    }

    /** For {@code read_ndjson}'s option {@code columns}. */
    String columns() {
        var columns = new StringBuilder();
        parts.forEach((name, part) -> {
            if (part.used) {
                columns.append(columns.isEmpty() ? "" : ", ")
                        .append('"')
                        .append(name)
                        .append("\": '")
                        .append(part.type())
                        .append('\'');
            }
        });
        return "{" + columns + "}";
    }

    private String fields() {
        var fields = new StringBuilder();
        parts.forEach((name, part) -> {
            if (part.used) {
                fields.append(fields.isEmpty() ? "" : ", ")
                        .append('"')
                        .append(name)
                        .append("\" ")
                        .append(part.type());
            }
        });
        return fields.toString();
    }
}
