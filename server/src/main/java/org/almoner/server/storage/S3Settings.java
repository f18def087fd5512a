package org.almoner.server.storage;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A bucket of S3 or of a server that speaks its language.
 *
 * @param bucket its name
 * @param region where it is
 * @param endpoint the address of a server other than Amazon's; null for Amazon's
 * @param accessKeyId null to find credentials as Amazon's tools do (environment, profile, instance role)
 * @param secretAccessKey belongs to the access key id
 * @param pathStyle whether the bucket is a step of the path rather than a label of the host
 * @param prefix what the names of all objects start with, such as {@code almoner/}
 */
record S3Settings(
        String bucket,
        @DefaultValue("us-east-1") String region,
        @Nullable URI endpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @DefaultValue("false") boolean pathStyle,
        @DefaultValue("") String prefix) {

    S3Settings {
        if (bucket == null || bucket.isBlank()) {
            throw new IllegalArgumentException("almoner.storage.s3.bucket is not set");
        }
        if ((accessKeyId == null) != (secretAccessKey == null)) {
            throw new IllegalArgumentException(
                    "Set both of almoner.storage.s3.access-key-id and almoner.storage.s3.secret-access-key, or none");
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "S3Settings[bucket=" + bucket + ", region=" + region + ", endpoint=" + endpoint + ", prefix=" + prefix
                + "]";
    }
}
