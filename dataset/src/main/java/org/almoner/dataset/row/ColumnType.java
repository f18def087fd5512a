package org.almoner.dataset.row;

/** How the text of a column's values is to be read; what a warehouse makes of it follows from it. */
public enum ColumnType {
    STRING("string"),
    /** {@code true} or {@code false}. */
    BOOLEAN("boolean"),
    /** A whole number in decimal digits, of any length. */
    INTEGER("integer"),
    /** A number as its source wrote it: {@code 1.10} stays {@code 1.10}. */
    DECIMAL("decimal"),
    /** {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}: as precise as its source. */
    DATE("date"),
    /** ISO 8601 with an offset as its source gave it; may be as imprecise as {@link #DATE}. */
    DATE_TIME("dateTime"),
    /** {@code hh:mm:ss}, with or without fractions. */
    TIME("time");

    private final String word;

    ColumnType(String word) {
        this.word = word;
    }

    /** What data sets and their references call it, after FHIR's primitive type. */
    public String word() {
        return word;
    }
}
