package org.almoner.server.access;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.stereotype.Component;

/**
 * Verifies what a client signs instead of sending a secret (RFC 7523 §3, as SMART Backend Services narrows it): with the
 * client's own keys, for this server, for five minutes at most, and once.
 */
@Component
class AssertionDecoders implements JwtDecoderFactory<RegisteredClient> {

    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final PublishedKeys publishedKeys;
    private final UsedAssertions used;
    private final Clock clock;

    AssertionDecoders(PublishedKeys publishedKeys, UsedAssertions used, Clock clock) {
        this.publishedKeys = publishedKeys;
        this.used = used;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(client)));
        // The claims are checked below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(validator(client.getClientId()));
        return decoder;
    }

    private JWKSource<SecurityContext> keys(RegisteredClient client) {
        return switch (RegisteredClients.keysOf(client)) {
            case ClientKeys.Kept(JWKSet keys) -> new ImmutableJWKSet<>(keys);
            case ClientKeys.Published(URI at) -> publishedKeys.at(at);
        };
    }

    /** One check after the other: an assertion is redeemed only when everything else about it is right. */
    private OAuth2TokenValidator<Jwt> validator(String clientId) {
        return assertion -> {
            var now = clock.instant();
            var expiresAt = assertion.getExpiresAt();
            var notBefore = assertion.getNotBefore();
            if (!clientId.equals(assertion.getClaimAsString("iss")) || !clientId.equals(assertion.getSubject())) {
                return refusal("its iss and sub must both be the client id");
            }
            if (!isMeantForUs(assertion.getAudience())) {
                return refusal("its aud must be this server's token endpoint or issuer, " + issuer());
            }
            if (expiresAt == null || expiresAt.plus(SKEW).isBefore(now)) {
                return refusal("it has expired, or has no exp");
            }
            if (expiresAt.isAfter(now.plus(LONGEST_LIFE).plus(SKEW))) {
                return refusal("its exp must be at most five minutes from now");
            }
            if (notBefore != null && notBefore.minus(SKEW).isAfter(now)) {
                return refusal("its nbf lies in the future");
            }
            var jti = assertion.getId();
            if (jti == null || jti.isBlank()) {
                return refusal("it has no jti");
            }
            return used.redeem(clientId, jti, expiresAt.plus(SKEW))
                    ? OAuth2TokenValidatorResult.success()
                    : refusal("its jti was used before");
        };
    }

    private static boolean isMeantForUs(@Nullable List<String> audience) {
        return audience != null
                && (audience.contains(issuer())
                        || audience.contains(issuer() + AuthorizationServerConfiguration.TOKEN));
    }

    private static String issuer() {
        return AuthorizationServerContextHolder.getContext().getIssuer();
    }

    private static OAuth2TokenValidatorResult refusal(String reason) {
        return OAuth2TokenValidatorResult.failure(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, "The assertion is refused: " + reason + ".", null));
    }
}
