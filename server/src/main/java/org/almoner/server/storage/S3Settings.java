package org.almoner.server.storage;

import java.net.URI;

import org.almoner.server.settings.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A bucket of S3, or of a server that speaks its language.
 *
 * @param bucket its name; needed where almoner.storage.kind is s3
 * @param region where it is
 * @param endpoint the address of a server other than Amazon's
 * @param accessKeyId whom it knows the server as; without it, credentials are found as Amazon's tools find them
 *     (environment, profile, role of the machine)
 * @param secretAccessKey belongs to the access key id
 * @param pathStyle whether the bucket is a step of the path, as many servers other than Amazon's need it, rather than a label
 *     of the host
 * @param prefix what the names of all objects in the bucket start with, such as almoner/
 */
@ConfigurationProperties("almoner.storage.s3")
record S3Settings(
        @DefaultValue("") String bucket,
        @DefaultValue("us-east-1") String region,
        @Nullable URI endpoint,
        @DefaultValue("") String accessKeyId,
        @DefaultValue("") Secret secretAccessKey,
        @DefaultValue("false") boolean pathStyle,
        @DefaultValue("") String prefix) {

    S3Settings {
        if (accessKeyId.isBlank() != secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("almoner.storage.s3.access-key-id and"
                    + " almoner.storage.s3.secret-access-key belong together: set both or none.");
        }
    }
}
