package org.almoner.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.catalog.ReleaseFile.PendingUpload;
import org.almoner.server.sql.Sql;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.storage.UploadId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of release files. */
@Repository
class ReleaseFiles {

    /** The databases do not agree on the order of texts; Java does with itself. */
    private static final Comparator<ReleaseFile> BY_NAME =
            Comparator.comparing(file -> file.name().text());

    private final JdbcClient jdbc;

    ReleaseFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a file whose upload was begun. */
    void add(UUID id, UUID versionId, FileName name, PendingUpload upload, Instant now) {
        jdbc.sql("""
                        insert into release_file (id, version_id, file_name, folded_name, upload_id, upload_content_type, created_at)
                        values (:id, :version, :name, :folded, :upload, :type, :now)
                        """)
                .param("id", id)
                .param("version", versionId)
                .param("name", name.text())
                .param("folded", name.folded())
                .param("upload", upload.id().value())
                .param("type", upload.contentType())
                .param("now", Sql.time(now))
                .update();
    }

    /** Notes that an upload was begun which is to replace what is there. */
    void replaceUpload(UUID id, PendingUpload upload) {
        jdbc.sql("update release_file set upload_id = :upload, upload_content_type = :type where id = :id")
                .param("id", id)
                .param("upload", upload.id().value())
                .param("type", upload.contentType())
                .update();
    }

    /** Gives the file the bytes that its upload has become. */
    void store(UUID id, StoredObject object) {
        jdbc.sql("""
                        update release_file set object_key = :object, content_type = upload_content_type,
                            size_in_bytes = :size, sha256 = :sha256, upload_id = null, upload_content_type = null
                        where id = :id
                        """)
                .param("id", id)
                .param("object", object.key().value())
                .param("size", object.length())
                .param("sha256", object.sha256().hex())
                .update();
    }

    /** Takes back an upload that came to nothing: the file is as it was before, which for a new one means gone. */
    void dropUpload(ReleaseFile file) {
        if (file.stored() == null) {
            delete(file.id());
        } else {
            jdbc.sql("update release_file set upload_id = null, upload_content_type = null where id = :id")
                    .param("id", file.id())
                    .update();
        }
    }

    void delete(UUID id) {
        jdbc.sql("delete from release_file where id = :id").param("id", id).update();
    }

    /** The file of this name, or of one that differs only in case. */
    Optional<ReleaseFile> find(UUID versionId, FileName name) {
        return jdbc.sql("select f.* from release_file f where f.version_id = :version and f.folded_name = :folded")
                .param("version", versionId)
                .param("folded", name.folded())
                .query(ReleaseFiles::row)
                .optional();
    }

    /** All files of a version, by name. */
    List<ReleaseFile> of(UUID versionId) {
        return jdbc
                .sql("select f.* from release_file f where f.version_id = :version")
                .param("version", versionId)
                .query(ReleaseFiles::row)
                .list()
                .stream()
                .sorted(BY_NAME)
                .toList();
    }

    /** What a viewer gets to see of a version's files. */
    sealed interface Visible {

        /** @param owner the id of the organization that owns the sub-product */
        record Files(String owner, List<ReleaseFile> files) implements Visible {}

        /** They were withdrawn. */
        record Withdrawn(String reason) implements Visible {}

        /** There is no such version that the viewer sees. */
        record Nothing() implements Visible {}
    }

    /** The files of the version at an address, as far as the viewer sees it. */
    Visible visible(VersionAddress address, Viewer viewer) {
        record Row(String owner, @Nullable String retraction, ReleaseFile file) {}
        var rows = jdbc.sql("""
                        select f.*, s.owner, v.retraction_reason
                        from release_file f
                        join version v on v.id = f.version_id
                        join sub_product s on s.id = v.sub_product_id
                        join product p on p.id = s.product_id
                        where p.product_slug = :product and s.sub_product_slug = :sub_product
                            and v.version_slug = :version
                            and
                        """ + Viewer.SEES_SUB_PRODUCT + " and " + Viewer.SEES_VERSION)
                .param("product", address.product().text())
                .param("sub_product", address.subProduct().text())
                .param("version", address.version().text())
                .params(viewer.parameters())
                .query((row, number) ->
                        new Row(row.getString("owner"), row.getString("retraction_reason"), row(row, number)))
                .list();
        if (rows.isEmpty()) {
            // A version without files is never committed, so there is nothing else that this could mean.
            return new Visible.Nothing();
        }
        var first = rows.getFirst();
        return first.retraction() != null
                ? new Visible.Withdrawn(first.retraction())
                : new Visible.Files(
                        first.owner(),
                        rows.stream().map(Row::file).sorted(BY_NAME).toList());
    }

    private static ReleaseFile row(ResultSet row, int number) throws SQLException {
        return new ReleaseFile(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "version_id"),
                new FileName(row.getString("file_name")),
                upload(row),
                stored(row));
    }

    private static @Nullable PendingUpload upload(ResultSet row) throws SQLException {
        var id = Sql.nullableUuid(row, "upload_id");
        return id == null ? null : new PendingUpload(new UploadId(id), row.getString("upload_content_type"));
    }

    private static @Nullable StoredFile stored(ResultSet row) throws SQLException {
        var key = row.getString("object_key");
        return Objects.isNull(key)
                ? null
                : new StoredFile(
                        new ObjectKey(key),
                        row.getString("content_type"),
                        row.getLong("size_in_bytes"),
                        new Sha256(row.getString("sha256")));
    }
}
