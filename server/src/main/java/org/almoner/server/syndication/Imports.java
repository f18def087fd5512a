package org.almoner.server.syndication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.sql.Sql;
import org.almoner.server.storage.UploadId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of archives made elsewhere that are on their way in. */
@Repository
class Imports {

    private final JdbcClient jdbc;

    Imports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An archive on its way in. */
    record Incoming(UUID id, UUID populationId, String fileName, Progress progress) {}

    /** How far it is. */
    sealed interface Progress {

        /** Bytes are still to come. */
        record Uploading(UploadId upload) implements Progress {}

        /** All of it has arrived, and a job takes it in. */
        record Arrived(long sizeInBytes, UUID job) implements Progress {}
    }

    void add(UUID id, UUID population, ArchiveName name, UploadId upload, Instant now) {
        jdbc.sql("""
                        insert into extract_import (id, population_id, file_name, upload_id, created_at)
                        values (:id, :population, :name, :upload, :now)
                        """)
                .param("id", id)
                .param("population", population)
                .param("name", name.text())
                .param("upload", upload.value())
                .param("now", Sql.time(now))
                .update();
    }

    void arrived(UUID id, long sizeInBytes, UUID job) {
        jdbc.sql("update extract_import set upload_id = null, size_in_bytes = :size, job_id = :job where id = :id")
                .param("id", id)
                .param("size", sizeInBytes)
                .param("job", job)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from extract_import where id = :id").param("id", id).update();
    }

    void deleteOf(UUID population) {
        jdbc.sql("delete from extract_import where population_id = :population")
                .param("population", population)
                .update();
    }

    Optional<Incoming> find(UUID population, ArchiveName name) {
        return jdbc.sql("select i.* from extract_import i where i.population_id = :population and i.file_name = :name")
                .param("population", population)
                .param("name", name.text())
                .query(Imports::row)
                .optional();
    }

    private static Incoming row(ResultSet row, int number) throws SQLException {
        var upload = StoreColumns.nullableUpload(row, "upload_id");
        return new Incoming(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "population_id"),
                row.getString("file_name"),
                upload != null
                        ? new Progress.Uploading(upload)
                        : new Progress.Arrived(
                                row.getLong("size_in_bytes"), Objects.requireNonNull(Sql.nullableUuid(row, "job_id"))));
    }
}
