package org.almoner.warehouse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.almoner.dataset.archive.EntityLayout;
import org.almoner.dataset.engine.DataSetLayout;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.text.TextForm;

/**
 * A table that rows of an entity, or of a file of a code set, go into.
 *
 * @param entity whose file they come from
 * @param number of the entity in its data set, from 0 on
 * @param name in lower case
 * @param columns in the order of the data set, without the one that comes last
 * @param mark the one that comes last
 * @param comment for people
 */
record Table(String entity, int number, String name, List<TableColumn> columns, RowMark mark, String comment) {

    /** What every database takes: PostgreSQL cuts longer names off. */
    private static final int LONGEST_NAME = 63;

    private static final String AS_WRITTEN = "_as_written";

    Table {
        columns = List.copyOf(columns);
    }

    /**
     * The tables of a data set, in its order.
     *
     * @throws WarehouseException if a database could not tell two names apart, or cut one off
     */
    static List<Table> of(DataSetLayout dataSet) {
        var tables = new ArrayList<Table>();
        var names = new HashSet<>(Set.of(Ledger.TABLE));
        for (var entity : dataSet.entities()) {
            tables.add(new Table(
                    entity.name(),
                    tables.size(),
                    name(entity.name(), names, "the data set " + dataSet.type()),
                    columns(entity),
                    RowMark.HASH,
                    comment(dataSet, entity)));
        }
        return List.copyOf(tables);
    }

    /** A table of hashes alone. */
    static Table ofDeletes(Table table, String name) {
        return new Table(table.entity, table.number, name, List.of(), RowMark.HASH, "");
    }

    Table called(String other) {
        return new Table(entity, number, other, columns, mark, comment);
    }

    private static List<TableColumn> columns(EntityLayout entity) {
        var place = "the entity " + entity.name();
        var names = new HashSet<>(Set.of(TextForm.HASH_COLUMN));
        var columns = new ArrayList<TableColumn>();
        for (Column column : entity.columns()) {
            var name = name(column.name(), names, place);
            Optional<String> asWritten = TableColumn.keepsText(column.type())
                    ? Optional.of(name(column.name() + AS_WRITTEN, names, place))
                    : Optional.empty();
            columns.add(new TableColumn(column.name(), name, column.type(), asWritten, column.description()));
        }
        return columns;
    }

    private static String name(String of, Set<String> taken, String place) {
        var name = of.toLowerCase(Locale.ROOT);
        if (name.length() > LONGEST_NAME) {
            throw new WarehouseException("In " + place + ", '" + name + "' is longer than the " + LONGEST_NAME
                    + " characters that a name in a database may have.");
        }
        if (!taken.add(name)) {
            throw new WarehouseException("In " + place + " there would be two of the name '" + name + "'.");
        }
        return name;
    }

    private static String comment(DataSetLayout dataSet, EntityLayout entity) {
        var origin = entity.name() + " of " + dataSet.type() + " " + dataSet.version();
        return entity.description().isEmpty() ? origin : origin + ": " + entity.description();
    }
}
