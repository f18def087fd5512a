package org.almoner.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.almoner.server.storage.ObjectStore.Staging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of uploads under way. */
final class UploadRows {

    private final JdbcClient jdbc;

    UploadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UploadRow row, Instant now) {
        jdbc.sql("""
                insert into upload (id, object_key, store_reference, announced_size, announced_sha256, appends, touched_at)
                values (:id, :key, :reference, :size, :sha256, :appends, :now)
                """)
                .param("id", row.id().value())
                .param("key", row.staging().key().value())
                .param("reference", row.staging().reference())
                .param("size", row.length(), Types.BIGINT)
                .param("sha256", row.expected() == null ? null : row.expected().hex(), Types.VARCHAR)
                .param("appends", row.appends())
                .param("now", utc(now))
                .update();
    }

    Optional<UploadRow> find(UploadId id) {
        return jdbc.sql("""
                select id, object_key, store_reference, announced_size, announced_sha256, appends
                from upload where id = :id
                """).param("id", id.value()).query(UploadRows::row).optional();
    }

    /** Notes that somebody works on the upload, and that the digest of whoever did before is out of date. */
    void countAppend(UploadId id, Instant now) {
        jdbc.sql("update upload set appends = appends + 1, touched_at = :now where id = :id")
                .param("now", utc(now))
                .param("id", id.value())
                .update();
    }

    void touch(UploadId id, Instant now) {
        jdbc.sql("update upload set touched_at = :now where id = :id")
                .param("now", utc(now))
                .param("id", id.value())
                .update();
    }

    /** Whether there was such a row. */
    boolean delete(UploadId id) {
        return jdbc.sql("delete from upload where id = :id")
                        .param("id", id.value())
                        .update()
                > 0;
    }

    List<UploadId> leftAloneSince(Instant moment) {
        return jdbc.sql("select id from upload where touched_at < :moment order by touched_at")
                .param("moment", utc(moment))
                .query((rs, _) -> new UploadId(rs.getObject("id", UUID.class)))
                .list();
    }

    /** Those of the keys that an upload is under way to. */
    Set<ObjectKey> among(Collection<ObjectKey> keys) {
        return new HashSet<>(jdbc.sql("select object_key from upload where object_key in (:keys)")
                .param("keys", keys.stream().map(ObjectKey::value).toList())
                .query((rs, _) -> new ObjectKey(rs.getString(1)))
                .list());
    }

    private static UploadRow row(ResultSet rs, int number) throws SQLException {
        var size = rs.getLong("announced_size");
        var length = rs.wasNull() ? null : size;
        var sha256 = rs.getString("announced_sha256");
        return new UploadRow(
                new UploadId(rs.getObject("id", UUID.class)),
                new Staging(new ObjectKey(rs.getString("object_key")), rs.getString("store_reference")),
                length,
                sha256 == null ? null : new Sha256(sha256),
                rs.getInt("appends"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * An upload as the database has it. How many bytes are kept only the store knows.
     *
     * @param appends how many appends were begun
     */
    record UploadRow(
            UploadId id,
            Staging staging,
            @Nullable Long length,
            @Nullable Sha256 expected,
            int appends) {

        Upload standingAt(long offset) {
            return new Upload(id, offset, length, expected);
        }
    }
}
