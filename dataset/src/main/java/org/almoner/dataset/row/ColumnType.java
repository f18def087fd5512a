package org.almoner.dataset.row;

/** How the text of a column's values is to be read; what a warehouse makes of it follows from it. */
public enum ColumnType {
    STRING,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number in decimal digits, of any length. */
    INTEGER,
    /** A number as its source wrote it: {@code 1.10} stays {@code 1.10}. */
    DECIMAL,
    /** {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}: as precise as its source. */
    DATE,
    /** ISO 8601 with an offset as its source gave it; may be as imprecise as {@link #DATE}. */
    DATE_TIME,
    /** {@code hh:mm:ss}, with or without fractions. */
    TIME
}
