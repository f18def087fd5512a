package org.almoner.dataset.archive;

/** Whether an extract stands alone. */
public enum ExtractType {
    /** All rows of a population. */
    COMPLETE('C'),
    /** What to delete from and to insert into the extract that is its base. */
    INCREMENTAL('I');

    private final char letter;

    ExtractType(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
