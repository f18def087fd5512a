package org.almoner.warehouse;

import org.almoner.codeset.profile.Profiles;
import org.almoner.dataset.text.TextForm;

/** The text that ends every row of a table: by it, rows are taken out again. */
enum RowMark {
    /** Of a row of an extract. */
    HASH(TextForm.HASH_COLUMN, "Names this version of this row: XXH3 with 128 bits of its text in the extract."),
    /** Of a row of a code set. */
    VERSION(Profiles.VERSION_COLUMN, "The release that the row is of.");

    private final String column;
    private final String comment;

    RowMark(String column, String comment) {
        this.column = column;
        this.comment = comment;
    }

    /** The name of its column. */
    String column() {
        return column;
    }

    /** For people. */
    String comment() {
        return comment;
    }
}
