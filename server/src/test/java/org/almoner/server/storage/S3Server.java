package org.almoner.server.storage;

import java.net.URI;
import java.nio.file.Path;

import org.almoner.server.settings.Secret;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server that speaks S3, in this process, with one bucket. */
final class S3Server {

    private static final String BUCKET = "almoner";

    private final S3Proxy proxy;

    S3Server(Path folder) throws Exception {
        proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key-id", "secret-key")
                .build();
        proxy.start();
        try (var s3 = S3Clients.client(settings())) {
            s3.createBucket(create -> create.bucket(BUCKET));
        }
    }

    S3Settings settings() {
        return new S3Settings(
                BUCKET,
                "us-east-1",
                URI.create("http://127.0.0.1:" + proxy.getPort()),
                "key-id",
                new Secret("secret-key"),
                true,
                "some/prefix/");
    }

    S3Store store() {
        return new S3Store(S3Clients.client(settings()), BUCKET, settings().prefix());
    }

    void stop() throws Exception {
        proxy.stop();
    }
}
