package org.almoner.dataset.truth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Results of queries as lists. */
final class Tables {

    private Tables() {}

    /** All rows as text; null where there is no value. */
    static List<List<@Nullable String>> read(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        var all = new ArrayList<List<@Nullable String>>();
        while (rows.next()) {
            var row = new ArrayList<@Nullable String>(columns);
            for (int i = 1; i <= columns; i++) {
                row.add(rows.getString(i));
            }
            all.add(row);
        }
        return all;
    }
}
