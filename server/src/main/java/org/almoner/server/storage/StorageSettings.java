package org.almoner.server.storage;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where objects are kept.
 *
 * @param kind {@code folder} (below the data folder) or {@code s3}
 * @param uploadRetention how long an upload may be left alone before it is swept; at least a minute
 * @param reserve how much of the folder's disk to leave free: uploads that would take it are refused, for the embedded
 *     database beside it does not survive a full disk
 * @param presigned whether links lead straight to S3, by its own presigned addresses: they serve GET only, and what is
 *     fetched with them is not in the audit
 */
@ConfigurationProperties("almoner.storage")
record StorageSettings(
        @DefaultValue("folder") Kind kind,
        @DefaultValue("7d") Duration uploadRetention,
        @DefaultValue("16MB") DataSize reserve,
        @DefaultValue("false") boolean presigned) {

    StorageSettings {
        if (kind != Kind.S3 && presigned) {
            throw new IllegalArgumentException("almoner.storage.presigned needs almoner.storage.kind=s3");
        }
        if (uploadRetention.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "almoner.storage.upload-retention must be at least 1m, not " + uploadRetention);
        }
    }

    /** The kinds of store. */
    enum Kind {
        FOLDER,
        S3
    }
}
