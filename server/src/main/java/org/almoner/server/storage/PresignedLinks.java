package org.almoner.server.storage;

import java.net.URI;
import java.time.Duration;

import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Links straight to S3, which then sends the bytes. They are S3's own: they know no {@code PUT}, they go on working until they
 * expire when an object is withdrawn, and what is fetched with them is not audited here.
 */
final class PresignedLinks implements Links {

    private final S3Presigner presigner;
    private final S3Store store;
    private final String bucket;
    private final Duration lifetime;

    PresignedLinks(S3Presigner presigner, S3Store store, String bucket, Duration lifetime) {
        this.presigner = presigner;
        this.store = store;
        this.bucket = bucket;
        this.lifetime = lifetime;
    }

    @Override
    public Link issue(LinkRequest request) {
        var signed = presigner.presignGetObject(presign -> presign.signatureDuration(lifetime)
                .getObjectRequest(get -> get.bucket(bucket)
                        .key(store.name(request.object()))
                        .responseContentDisposition(ContentDisposition.attachment(request.fileName()))
                        .responseContentType(request.contentType())));
        return new Link(URI.create(signed.url().toString()), signed.expiration());
    }
}
