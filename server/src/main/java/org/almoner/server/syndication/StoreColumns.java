package org.almoner.server.syndication;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.almoner.server.sql.Sql;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.UploadId;
import org.jspecify.annotations.Nullable;

/** Columns that name what is in the store. */
final class StoreColumns {

    private StoreColumns() {}

    static @Nullable ObjectKey nullableKey(ResultSet row, String column) throws SQLException {
        var key = Sql.nullableText(row, column);
        return key == null ? null : new ObjectKey(key);
    }

    static @Nullable UploadId nullableUpload(ResultSet row, String column) throws SQLException {
        var id = Sql.nullableUuid(row, column);
        return id == null ? null : new UploadId(id);
    }
}
