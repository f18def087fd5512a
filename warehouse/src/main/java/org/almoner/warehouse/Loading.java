package org.almoner.warehouse;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.archive.FileKind;
import org.almoner.dataset.text.RowHash;
import org.almoner.dataset.text.TextForm;
import org.almoner.dataset.text.TextReader;
import org.almoner.dataset.verify.RowVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of one archive into one transaction. Those of a COMPLETE go straight into their tables. Those of an INCREMENTAL wait in
 * temporary tables, as files come in any order, but deletes have to be done before inserts.
 */
final class Loading implements RowVisitor {

    private final Database database;
    private final String schema;
    private final ExtractType type;
    private final Map<String, Table> tables;
    private final Map<Table, Stage> rows = new LinkedHashMap<>();
    private final Map<Table, Stage> deletes = new LinkedHashMap<>();
    private final List<RowTarget> finished = new ArrayList<>();
    private @Nullable OpenFile open;
    private long inserted;
    private long deleted;

    /** A file that rows are coming of. */
    private record OpenFile(String entity, FileKind kind, RowTarget target) {}

    /** A temporary table. */
    private record Stage(String place, long count) {}

    Loading(Database database, String schema, List<Table> tables, ExtractType type) {
        this.database = database;
        this.schema = schema;
        this.type = type;
        this.tables = tables.stream().collect(Collectors.toMap(Table::entity, Function.identity()));
    }

    @Override
    public void visit(String entity, FileKind kind, TextReader row, RowHash hash) throws IOException {
        try {
            var file = open;
            if (file == null || file.kind() != kind || !file.entity().equals(entity)) {
                finishFile();
                file = new OpenFile(entity, kind, target(entity, kind, row.columns()));
                open = file;
            }
            file.target().add(row);
        } catch (SQLException e) {
            throw Warehouse.failed("load " + entity, e);
        }
    }

    /**
     * Does what is left to do, before the commit.
     *
     * @param files of the archive, found to be sound
     * @throws WarehouseException if they are not those of the data set, or the tables not as the base has them
     */
    void finish(List<ArchivedFile> files) throws IOException, SQLException {
        finishFile();
        database.settle();
        for (var target : finished) {
            inserted += target.count();
        }
        finished.clear();
        requireAll(files);
        for (var staged : deletes.entrySet()) {
            delete(staged.getKey(), staged.getValue());
        }
        for (var staged : rows.entrySet()) {
            var columns = Sql.columnNames(database, staged.getKey());
            inserted += Sql.update(
                    database.connection(),
                    "INSERT INTO %s (%s) SELECT %s FROM %s"
                            .formatted(
                                    place(staged.getKey()),
                                    columns,
                                    columns,
                                    staged.getValue().place()));
            drop(staged.getValue());
        }
    }

    void abandon() {
        if (open != null) {
            open.target().abandon();
            open = null;
        }
        finished.forEach(RowTarget::abandon);
        try {
            database.settle();
        } catch (IOException | SQLException e) {
            // The transaction is rolled back for a reason that is known already.
            return;
        }
    }

    long inserted() {
        return inserted;
    }

    OptionalLong deleted() {
        return switch (type) {
            case COMPLETE -> OptionalLong.empty();
            case INCREMENTAL -> OptionalLong.of(deleted);
        };
    }

    private RowTarget target(String entity, FileKind kind, List<String> columns) throws IOException, SQLException {
        var table = tables.get(entity);
        if (table == null) {
            throw unknown(entity);
        }
        if (type == ExtractType.COMPLETE) {
            return database.target(place(table), table, columns);
        }
        var name = stageName(table, kind);
        var stage = kind == FileKind.ROWS ? table.called(name) : Table.ofDeletes(table, name);
        Sql.execute(
                database.connection(),
                "CREATE TEMPORARY TABLE " + Sql.quoted(name) + " (" + Sql.columns(database, stage) + ")");
        return database.target(database.stage(name), stage, columns);
    }

    private void finishFile() throws IOException, SQLException {
        var file = open;
        if (file == null) {
            return;
        }
        file.target().finish();
        open = null;
        if (type == ExtractType.COMPLETE) {
            finished.add(file.target());
            return;
        }
        var table = tables.get(file.entity());
        if (table == null) {
            throw unknown(file.entity());
        }
        var stage = new Stage(
                database.stage(stageName(table, file.kind())), file.target().count());
        switch (file.kind()) {
            case DELETES -> deletes.put(table, stage);
            case ROWS -> rows.put(table, stage);
        }
    }

    private static String stageName(Table table, FileKind kind) {
        return "almoner_" + kind.label() + "_" + table.number();
    }

    /** The extract has one delete for each of its base's rows that are gone, copies counted, so as many rows must go. */
    private void delete(Table table, Stage stage) throws SQLException {
        database.beforeDeletes(schema, table, stage.place());
        long gone = Sql.update(
                database.connection(),
                "DELETE FROM " + place(table) + " WHERE " + TextForm.HASH_COLUMN + " IN (SELECT " + TextForm.HASH_COLUMN
                        + " FROM " + stage.place() + ")");
        if (gone != stage.count()) {
            throw new WarehouseException(
                    "The table %s is not as the extract's base has it: %d rows are to be deleted, but %d are there."
                                    .formatted(Sql.place(schema, table.name()), stage.count(), gone)
                            + " Somebody has changed it. Load a COMPLETE.");
        }
        deleted += gone;
        drop(stage);
    }

    private void drop(Stage stage) throws SQLException {
        Sql.execute(database.connection(), "DROP TABLE " + stage.place());
    }

    /** A lost file would look like an empty one. */
    private void requireAll(List<ArchivedFile> files) {
        var missing = new HashMap<>(tables);
        for (var file : files) {
            if (!tables.containsKey(file.entity())) {
                throw unknown(file.entity());
            }
            if (file.kind() == FileKind.ROWS) {
                missing.remove(file.entity());
            }
        }
        if (!missing.isEmpty()) {
            throw new WarehouseException(
                    "The archive has no "
                            + missing.keySet().stream()
                                    .sorted()
                                    .map(name -> name + ".txt")
                                    .collect(Collectors.joining(", "))
                            + ", which its data set has: the definition at hand is not the one that the extract was made with.");
        }
    }

    private static WarehouseException unknown(String entity) {
        return new WarehouseException("The archive has " + entity
                + ".txt, but its data set has no such entity: the definition at hand is not the one that the extract was made"
                + " with.");
    }

    private String place(Table table) {
        return Sql.place(schema, table.name());
    }
}
