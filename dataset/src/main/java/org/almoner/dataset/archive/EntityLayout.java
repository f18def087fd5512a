package org.almoner.dataset.archive;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.almoner.dataset.row.Column;
import org.almoner.dataset.text.TextForm;

/**
 * An entity as its file shows it.
 *
 * @param name {@code Entity} or {@code Entity_SubEntity}, up to 100 characters
 * @param description for people; empty if nobody wrote one
 * @param columns in the order of the file, without {@code hash_value}; at least one
 */
public record EntityLayout(String name, String description, List<Column> columns) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*");
    private static final Pattern COLUMN_FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    public EntityLayout {
        columns = List.copyOf(columns);
        if (name.length() > 100 || !FORM.matcher(name).matches() || isOurs(name)) {
            throw new IllegalArgumentException("Not the name of an entity: '" + name + "'");
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("The entity " + name + " has no columns");
        }
        for (Column column : columns) {
            if (!COLUMN_FORM.matcher(column.name()).matches() || column.name().equalsIgnoreCase(TextForm.HASH_COLUMN)) {
                throw new IllegalArgumentException(
                        "Not the name of a column of the entity " + name + ": '" + column.name() + "'");
            }
        }
        if (columns.stream().map(Column::name).distinct().count() < columns.size()) {
            throw new IllegalArgumentException("Two columns of the entity " + name + " have the same name");
        }
    }

    /** The name of the file of rows. */
    String rowsFile() {
        return name + ".txt";
    }

    /** The name of the file of deletes. */
    String deletesFile() {
        return name + "_delete.txt";
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    private static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("_delete") || lower.equals("summaryofextract");
    }
}
