package org.almoner.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Client assertions as SMART Backend Services makes them, and as it does not. */
public final class Assertions {

    private Assertions() {}

    /** A good one. */
    public static String assertion(JWK key, JWSAlgorithm algorithm, String clientId, String audience) {
        return assertion(key, algorithm, clientId, audience, _ -> {});
    }

    /** A good one, but for what is changed. */
    static String assertion(
            JWK key, JWSAlgorithm algorithm, String clientId, String audience, Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(in(Duration.ofMinutes(4)));
        change.accept(claims);
        return signed(
                key, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims.build());
    }

    static String signed(JWK key, JWSHeader header, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Date in(Duration wait) {
        return Date.from(Instant.now().plus(wait));
    }
}
