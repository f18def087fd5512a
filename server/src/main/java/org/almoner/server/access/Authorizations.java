package org.almoner.server.access;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * The authorizations behind the tokens, as Spring's authorization server asks for them. None is stored: everything about a
 * token is in the token. Only that one was revoked is written down.
 */
final class Authorizations implements OAuth2AuthorizationService {

    private final OwnTokens tokens;
    private final RegisteredClients clients;
    private final Revocations revocations;

    Authorizations(OwnTokens tokens, RegisteredClients clients, Revocations revocations) {
        this.tokens = tokens;
        this.clients = clients;
        this.revocations = revocations;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        var token = Objects.requireNonNull(authorization.getAccessToken());
        if (!token.isInvalidated()) {
            return;
        }
        var jwt = tokens.decode(token.getToken().getTokenValue());
        revocations.revokeToken(
                Objects.requireNonNull(jwt.getId()),
                Objects.requireNonNull(jwt.getExpiresAt()),
                new Actor(OwnTokens.organization(jwt), authorization.getRegisteredClientId()));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    /** The authorization that a good token tells of; null if the token is not good. */
    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        try {
            return authorization(tokens.decode(token));
        } catch (JwtException _) {
            return null;
        }
    }

    private @Nullable OAuth2Authorization authorization(Jwt token) {
        var client = clients.findByClientId(Objects.requireNonNull(token.getSubject()));
        if (client == null) {
            return null;
        }
        return OAuth2Authorization.withRegisteredClient(client)
                .principalName(client.getClientId())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .accessToken(new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        token.getTokenValue(),
                        token.getIssuedAt(),
                        token.getExpiresAt(),
                        scopes(token)))
                .build();
    }

    private static Set<String> scopes(Jwt token) {
        return OwnTokens.scopes(token).stream()
                .map(Scope::wireName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
