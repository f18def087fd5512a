package org.almoner.client.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What another program has made: Python's {@code json}, {@code base64} and {@code hashlib}, and the {@code Ed25519PrivateKey} of its
 * {@code cryptography}. The first key is that of RFC 8037 appendix A.1, the next one has the private bytes 0 to 31.
 */
final class Vectors {

    static final PublisherKey FIRST = PublisherKey.parse("ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    static final PublisherKey NEXT = PublisherKey.parse("ed25519:A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg");

    private Vectors() {}

    static String text(String name) {
        try (var in = Objects.requireNonNull(Vectors.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
