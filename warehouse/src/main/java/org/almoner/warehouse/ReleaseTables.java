package org.almoner.warehouse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.profile.ValueType;
import org.almoner.dataset.row.ColumnType;

/** The tables of a code set: one for each kind of file, with the rows of all versions. */
final class ReleaseTables {

    private ReleaseTables() {}

    /** By the names that the profile gives them. */
    static Map<String, Table> of(Profile profile) {
        var tables = new LinkedHashMap<String, Table>();
        for (var file : profile.files()) {
            tables.putIfAbsent(
                    file.table(),
                    new Table(
                            file.table(),
                            tables.size(),
                            file.table() + Profiles.VERSIONS,
                            columns(file),
                            RowMark.VERSION,
                            profile.title() + ", all versions that were loaded: "
                                    + file.layout().description()));
        }
        return tables;
    }

    private static List<TableColumn> columns(ExpectedFile file) {
        var columns = new ArrayList<TableColumn>();
        for (var column : file.layout().columns()) {
            columns.add(new TableColumn(
                    column.name(), column.name(), type(column.type()), Optional.empty(), column.description()));
            if (column.keepsText()) {
                var asWritten = asWritten(column);
                columns.add(new TableColumn(
                        asWritten,
                        asWritten,
                        ColumnType.STRING,
                        Optional.empty(),
                        column.name() + " as it is written in the file."));
            }
        }
        return columns;
    }

    /** The name of the column that keeps a column's text. */
    static String asWritten(LayoutColumn column) {
        return column.name() + Profiles.AS_WRITTEN;
    }

    /** What a database makes a column of. */
    static ColumnType type(ValueType type) {
        return switch (type) {
            case ValueType.Text _ -> ColumnType.STRING;
            case ValueType.Whole _ -> ColumnType.INTEGER;
            case ValueType.Decimal _ -> ColumnType.DECIMAL;
            case ValueType.Truth _ -> ColumnType.BOOLEAN;
            case ValueType.Day _ -> ColumnType.DATE;
        };
    }
}
