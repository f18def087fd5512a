package org.almoner.server.sns;

import org.springframework.stereotype.Component;

/** Signs messages with the key of the moment. */
@Component
public final class SnsSigner {

    private final SnsKeys keys;
    private final SnsKeyRows rows;

    SnsSigner(SnsKeys keys, SnsKeyRows rows) {
        this.keys = keys;
        this.rows = rows;
    }

    public SnsSignature sign(SnsMessage message, SignatureVersion version) {
        return keys.signing().sign(message, version);
    }

    /** Whether receivers can still verify what a key has signed: not if it was withdrawn. */
    public boolean vouchesFor(String keyId) {
        return rows.certificate(keyId).isPresent();
    }
}
