package org.almoner.warehouse;

import java.io.IOException;
import java.sql.SQLException;

import org.almoner.dataset.text.TextReader;

/** Takes the rows of one file into one table, within a transaction. One thread at a time. */
interface RowTarget {

    /** @throws WarehouseException if the row cannot be one of the table's */
    void add(TextReader row) throws IOException, SQLException;

    /** There are no more rows. They may still be on their way in: the connection is not to be used before they were counted. */
    void finish() throws IOException, SQLException;

    /** Waits until all rows are in, and tells how many the database says it took. */
    long count() throws IOException, SQLException;

    /** Ends it, finished or not, so that the connection can be used. */
    void abandon();
}
