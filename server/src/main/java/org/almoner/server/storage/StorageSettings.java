package org.almoner.server.storage;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where objects are kept.
 *
 * @param kind a folder (below the data folder) or S3
 * @param s3 the bucket; needed if the kind is S3
 * @param uploadRetention how long an upload may be left alone before it is swept; at least a minute
 * @param reserve how much of the folder's disk to leave free; uploads that would take it are refused
 * @param presigned whether links lead straight to S3, by its own presigned addresses; {@code GET} only
 */
@ConfigurationProperties(prefix = "almoner.storage", ignoreUnknownFields = false)
record StorageSettings(
        @DefaultValue("folder") Kind kind,
        @Nullable S3Settings s3,
        @DefaultValue("7d") Duration uploadRetention,
        @DefaultValue("16MB") DataSize reserve,
        @DefaultValue("false") boolean presigned) {

    StorageSettings {
        if (kind == Kind.S3 && s3 == null) {
            throw new IllegalArgumentException("almoner.storage.kind is s3, but almoner.storage.s3.bucket is not set");
        }
        if (kind != Kind.S3 && presigned) {
            throw new IllegalArgumentException("almoner.storage.presigned needs almoner.storage.kind=s3");
        }
        if (uploadRetention.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "almoner.storage.upload-retention must be at least 1m, not " + uploadRetention);
        }
    }

    /** The bucket, where the kind is S3. */
    S3Settings requireS3() {
        if (s3 == null) {
            throw new IllegalStateException("There is no bucket");
        }
        return s3;
    }

    /** The kinds of store. */
    enum Kind {
        FOLDER,
        S3
    }
}
