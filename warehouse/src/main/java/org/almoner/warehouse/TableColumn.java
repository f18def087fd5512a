package org.almoner.warehouse;

import java.util.Optional;

import org.almoner.dataset.row.ColumnType;

/**
 * What a column of an entity becomes.
 *
 * @param source its name in the entity's file
 * @param name in lower case
 * @param asWritten the name of the column beside it that keeps the text as it stands in the file; nothing where the type loses
 *     nothing
 * @param comment for people; may be empty
 */
record TableColumn(String source, String name, ColumnType type, Optional<String> asWritten, String comment) {

    /** Whether a value of the type may say less than the text that it was made of. */
    static boolean keepsText(ColumnType type) {
        return switch (type) {
            case STRING, BOOLEAN, INTEGER -> false;
            // Digits that were not written or are no more there, days and hours that are not known, offsets.
            case DECIMAL, DATE, DATE_TIME, TIME -> true;
        };
    }
}
