package org.almoner.server.sns;

import java.util.Arrays;
import java.util.Optional;

/** How messages are signed: RSASSA-PKCS1-v1_5 (RFC 8017 §8.2) over a digest of the string to sign. */
public enum SignatureVersion {
    /** With SHA-1: for receivers from before 2022. */
    V1("1", "SHA1withRSA"),
    /** With SHA-256. */
    V2("2", "SHA256withRSA");

    private final String wireName;
    private final String algorithm;

    SignatureVersion(String wireName, String algorithm) {
        this.wireName = wireName;
        this.algorithm = algorithm;
    }

    /** What messages have as {@code SignatureVersion}. */
    public String wireName() {
        return wireName;
    }

    /** The version of a name; empty if there is none. */
    public static Optional<SignatureVersion> of(String wireName) {
        return Arrays.stream(values())
                .filter(version -> version.wireName.equals(wireName))
                .findFirst();
    }

    /** As {@link java.security.Signature} knows it. */
    String algorithm() {
        return algorithm;
    }
}
