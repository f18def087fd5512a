package org.almoner.dataset.view;

import java.util.List;
import java.util.Map;

import org.almoner.dataset.row.Column;
import tools.jackson.databind.JsonNode;

/**
 * A ViewDefinition of SQL on FHIR v2, found to be sound. Immutable.
 *
 * <p>Beyond the standard's rules: properties that the standard does not have are refused, because they are typing errors
 * more often than not; and a column whose type is not a primitive one must be a {@code collection}, whose cell is then the
 * text of a JSON array.
 */
public final class ViewDefinition {
    private final String name;
    private final String description;
    private final String resource;
    private final Map<String, Syntax.Literal> constants;
    private final List<Path> where;
    private final List<Selection> select;
    private final List<Column> columns;

    ViewDefinition(
            String name,
            String description,
            String resource,
            Map<String, Syntax.Literal> constants,
            List<Path> where,
            List<Selection> select) {
        this.name = name;
        this.description = description;
        this.resource = resource;
        this.constants = Map.copyOf(constants);
        this.where = List.copyOf(where);
        this.select = List.copyOf(select);
        this.columns = CompiledViews.check(this);
    }

    /** @throws InvalidViewException if it cannot be run */
    public static ViewDefinition parse(byte[] json) {
        return ViewDefinitionParser.parse(json);
    }

    /** @throws InvalidViewException if it cannot be run */
    public static ViewDefinition parse(JsonNode json) {
        return ViewDefinitionParser.parse(json);
    }

    /** Empty if it has none. */
    public String name() {
        return name;
    }

    /** Empty if it has none. */
    public String description() {
        return description;
    }

    /** The type of resources that it is over. */
    public String resource() {
        return resource;
    }

    /** In the order of a row's cells. */
    public List<Column> columns() {
        return columns;
    }

    /** In messages. */
    String label() {
        return name.isEmpty() ? "view over " + resource : "view '" + name + "'";
    }

    Map<String, Syntax.Literal> constants() {
        return constants;
    }

    List<Path> where() {
        return where;
    }

    List<Selection> select() {
        return select;
    }

    /**
     * An expression in a definition.
     *
     * @param place where it stands
     */
    record Path(Syntax syntax, String place) {}

    /** What a selection is repeated for. */
    sealed interface Iteration {
        record Once() implements Iteration {}

        /** @param orNull whether there is one row without values if there are no elements */
        record ForEach(Path path, boolean orNull) implements Iteration {}

        record Repeat(List<Path> paths) implements Iteration {}
    }

    /** @param place where it stands */
    record Selection(
            Iteration iteration,
            List<ColumnDefinition> columns,
            List<Selection> select,
            List<Selection> unionAll,
            String place) {}

    /**
     * @param type {@link Type#ANY} if the definition does not say it
     * @param asText whether a whole number may be in a JSON string, as integer64 is
     */
    record ColumnDefinition(
            String name, String description, Type type, boolean asText, boolean collection, Path path, String place) {}
}
