package org.almoner.server.access;

import java.time.Instant;

import org.springframework.security.oauth2.jwt.JwtException;

/** Tells whether an access token is to be believed. */
interface TokenVerifier {

    /**
     * Verifies signature, times, issuer and audience.
     *
     * @throws JwtException if the token is not to be believed; the message says why, to whoever sent it
     */
    VerifiedToken verify(String token);

    /** Whether a verified token was revoked since. Asked at every request, so it must cost nothing. */
    boolean isRevoked(VerifiedToken token);

    /**
     * @param id the token's {@code jti}; empty if it has none
     * @param keyId the {@code kid} of the key that signed it; empty if it names none
     */
    record VerifiedToken(String id, String keyId, Caller caller, Instant expiresAt) {}
}
