package org.almoner.server.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * The access tokens that this server issues: JWTs of type {@code at+jwt} (RFC 9068), signed with {@link SigningKeys}. Who
 * knows such a key is this installation, so a token's issuer, which is the address it was asked at, needs no checking.
 */
class OwnTokens implements TokenVerifier, OAuth2TokenCustomizer<JwtEncodingContext> {

    private static final String TYPE = "at+jwt";
    private static final String ORGANIZATION = "org";
    private static final String CLIENT = OAuth2TokenIntrospectionClaimNames.CLIENT_ID;
    private static final String SCOPE = OAuth2TokenIntrospectionClaimNames.SCOPE;

    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final SigningKeys keys;
    private final Organizations organizations;
    private final Revocations revocations;
    private final JwtDecoder decoder;

    OwnTokens(SigningKeys keys, Organizations organizations, Revocations revocations, Clock clock) {
        this.keys = keys;
        this.organizations = organizations;
        this.revocations = revocations;
        this.decoder = decoder(keys, clock);
    }

    private static JwtDecoder decoder(SigningKeys keys, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE)));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        // The times are checked below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(times);
        return decoder;
    }

    /** Says in a token what {@link #verify} reads from it. */
    @Override
    public void customize(JwtEncodingContext token) {
        var client = token.getRegisteredClient();
        token.getJwsHeader().type(TYPE).keyId(keys.current());
        token.getClaims()
                .audience(List.of(token.getAuthorizationServerContext().getIssuer()))
                .claim(CLIENT, client.getClientId())
                .claim(ORGANIZATION, RegisteredClients.organizationOf(client).value())
                .claim(SCOPE, Scope.join(Scope.split(String.join(" ", token.getAuthorizedScopes()))));
    }

    @Override
    public VerifiedToken verify(String token) {
        return verified(decode(token));
    }

    /** The claims of a token that is ours and good. */
    Jwt decode(String token) {
        return decoder.decode(token);
    }

    private VerifiedToken verified(Jwt token) {
        var organization = organizations
                .find(new OrganizationId(organization(token)))
                .orElseThrow(() -> new BadJwtException("Its organization is unknown here"));
        var caller = new Caller(organization, claim(token, CLIENT), scopes(token));
        return new VerifiedToken(
                Objects.requireNonNull(token.getId()),
                String.valueOf(token.getHeaders().get("kid")),
                caller,
                Objects.requireNonNull(token.getExpiresAt()));
    }

    /** The id of the organization whose client a token was issued to. */
    static String organization(Jwt token) {
        return claim(token, ORGANIZATION);
    }

    static Set<Scope> scopes(Jwt token) {
        return Scope.split(claim(token, SCOPE));
    }

    /** {@link #customize} saw to it that every token has it. */
    private static String claim(Jwt token, String name) {
        return Objects.requireNonNull(token.getClaimAsString(name));
    }

    @Override
    public boolean isRevoked(VerifiedToken token) {
        return revocations.refuses(token.id(), token.caller().clientId()) || !keys.verifies(token.keyId());
    }
}
