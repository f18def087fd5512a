package org.almoner.warehouse;

import org.almoner.dataset.row.ColumnType;

/** How a database's loader takes rows, field by field. */
interface RowForm {

    /** A row begins. */
    void begin(Bytes into);

    /**
     * Writes a text.
     *
     * @param text has it as it stands in an entity's file, perhaps in quotes; it is not absent
     * @return false if the database cannot keep it
     */
    boolean text(byte[] text, int start, int end, Bytes into);

    /**
     * Writes a value of another type than text.
     *
     * @param text has it as it stands in an entity's file, and is one as {@link TypedText} has it
     */
    void value(ColumnType type, byte[] text, int start, int end, Bytes into);

    /** Writes that there is no value. */
    void absent(Bytes into);

    /** The row ends. */
    void end(Bytes into);
}
