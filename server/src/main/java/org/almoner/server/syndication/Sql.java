package org.almoner.server.syndication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.UploadId;
import org.jspecify.annotations.Nullable;

/** How values go into the tables and come back. */
final class Sql {

    private Sql() {}

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime nullableTime(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return Objects.isNull(time) ? null : time.toInstant();
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static @Nullable UUID nullableUuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    static @Nullable String nullableText(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    static @Nullable ObjectKey nullableKey(ResultSet row, String column) throws SQLException {
        var key = nullableText(row, column);
        return key == null ? null : new ObjectKey(key);
    }

    static @Nullable UploadId nullableUpload(ResultSet row, String column) throws SQLException {
        var id = nullableUuid(row, column);
        return id == null ? null : new UploadId(id);
    }
}
