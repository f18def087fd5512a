package org.almoner.server.access;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access tokens of somebody else's OIDC issuer. Its clients are not listed here; a claim says which of our organizations
 * a token speaks for. What the issuer revokes before its time is not known here.
 */
class ExternalTokens implements TokenVerifier {

    private static final Duration SKEW = Duration.ofSeconds(30);

    /** What clients are named by when the configured claim is absent; issuers disagree on it. */
    private static final List<String> OTHER_CLIENT_CLAIMS = List.of("azp", "sub");

    private static final int LONGEST_CLIENT = 100;

    private final AccessSettings.ExternalIssuer issuer;
    private final Organizations organizations;
    private final JwtDecoder decoder;

    ExternalTokens(
            AccessSettings.ExternalIssuer issuer,
            PublishedKeys publishedKeys,
            Organizations organizations,
            JsonMapper json,
            Clock clock) {
        this.issuer = issuer;
        this.organizations = organizations;
        this.decoder = decoder(issuer, new IssuerKeys(issuer, publishedKeys, json), clock);
    }

    private static JwtDecoder decoder(
            AccessSettings.ExternalIssuer issuer, JWKSource<SecurityContext> keys, Clock clock) {
        var asymmetric = Stream.of(JWSAlgorithm.Family.RSA, JWSAlgorithm.Family.EC)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(asymmetric, keys));
        // The claims are checked below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtClaimValidator<Object>(
                        "iss", iss -> iss != null && issuer.issuerUri().equals(iss.toString())),
                new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(issuer.audience()))));
        return decoder;
    }

    @Override
    public VerifiedToken verify(String token) {
        var jwt = decoder.decode(token);
        var caller = new Caller(organization(jwt), client(jwt), scopes(jwt));
        return new VerifiedToken(
                Optional.ofNullable(jwt.getId()).orElse(""),
                keyId(jwt),
                caller,
                Objects.requireNonNull(jwt.getExpiresAt()));
    }

    private static String keyId(Jwt token) {
        return token.getHeaders().get("kid") instanceof String id ? id : "";
    }

    @Override
    public boolean isRevoked(VerifiedToken token) {
        return false;
    }

    private Organization organization(Jwt token) {
        var named = text(token, issuer.organizationClaim())
                .orElseThrow(() ->
                        new BadJwtException("It names no organization in its claim " + issuer.organizationClaim()));
        return find(named)
                .orElseThrow(() -> new BadJwtException(
                        "The organization in its claim " + issuer.organizationClaim() + " is unknown here"));
    }

    private Optional<Organization> find(String named) {
        try {
            return organizations.find(new Mnemonic(named));
        } catch (IllegalArgumentException _) {
            return findById(named);
        }
    }

    /** An id has capital letters in it, so that it can never be taken for a mnemonic. */
    private Optional<Organization> findById(String named) {
        try {
            return organizations.find(new OrganizationId(named));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String client(Jwt token) {
        return Stream.concat(Stream.of(issuer.clientClaim()), OTHER_CLIENT_CLAIMS.stream())
                .flatMap(claim -> text(token, claim).stream())
                .findFirst()
                .map(name -> PlainText.harmless(name, LONGEST_CLIENT))
                .orElseThrow(() -> new BadJwtException("It names no client in its claim " + issuer.clientClaim()));
    }

    /** Whether a token could name this client. */
    static boolean couldName(String client) {
        return !client.isBlank() && PlainText.harmless(client, LONGEST_CLIENT).equals(client);
    }

    private Set<Scope> scopes(Jwt token) {
        var names = switch (token.getClaims().get(issuer.scopeClaim())) {
            case String joined -> Stream.of(joined.split(" "));
            case Collection<?> list -> list.stream().map(String::valueOf);
            case null, default -> Stream.<String>empty();
        };
        return names.filter(name -> name.startsWith(issuer.scopePrefix()))
                .flatMap(name -> Scope.of(name.substring(issuer.scopePrefix().length())).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(Jwt token, String claim) {
        return token.getClaims().get(claim) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    /** The issuer's keys, whose address is asked of its discovery document when the first token comes. */
    private static final class IssuerKeys implements JWKSource<SecurityContext> {

        private static final String DISCOVERY = "/.well-known/openid-configuration";

        private final AccessSettings.ExternalIssuer issuer;
        private final PublishedKeys publishedKeys;
        private final JsonMapper json;
        private final AtomicReference<@Nullable URI> discovered = new AtomicReference<>();

        IssuerKeys(AccessSettings.ExternalIssuer issuer, PublishedKeys publishedKeys, JsonMapper json) {
            this.issuer = issuer;
            this.publishedKeys = publishedKeys;
            this.json = json;
            if (issuer.jwksUri() != null) {
                discovered.set(URI.create(issuer.jwksUri()));
            }
        }

        @Override
        public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
            var uri = discovered.get();
            if (uri == null) {
                uri = discover();
                discovered.set(uri);
            }
            return publishedKeys.at(uri).get(selector, context);
        }

        private URI discover() throws RemoteKeySourceException {
            var base = issuer.issuerUri().replaceFirst("/$", "");
            try {
                var document = json.readTree(
                        publishedKeys.fetch(URI.create(base + DISCOVERY).toURL()));
                if (!issuer.issuerUri().equals(document.path("issuer").asString(""))) {
                    throw new IOException("The discovery document of " + issuer.issuerUri() + " names another issuer");
                }
                return URI.create(document.path("jwks_uri").asString(""));
            } catch (IOException | JacksonException | IllegalArgumentException e) {
                throw new RemoteKeySourceException("Cannot discover the keys of " + issuer.issuerUri(), e);
            }
        }
    }
}
