package org.almoner.server.access;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Our clients as Spring's authorization server knows them. Disabled clients do not exist for it. */
@Component
class RegisteredClients implements RegisteredClientRepository {

    private static final String ORGANIZATION = "almoner.organization";
    private static final String KEYS = "almoner.keys";

    private final JdbcClients clients;
    private final AccessSettings settings;

    RegisteredClients(JdbcClients clients, AccessSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** The organization a client belongs to. */
    static OrganizationId organizationOf(RegisteredClient client) {
        return Objects.requireNonNull(client.getClientSettings().getSetting(ORGANIZATION));
    }

    /** What verifies a client's assertions; only for a client that may send some. */
    static ClientKeys keysOf(RegisteredClient client) {
        return Objects.requireNonNull(client.getClientSettings().getSetting(KEYS));
    }

    /** Clients are added by the administrative API only. */
    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return ClientId.of(clientId)
                .flatMap(clients::find)
                .filter(client -> client.disabledAt() == null)
                .filter(client -> client.keys() != null || !client.secrets().isEmpty())
                .map(this::registered)
                .orElse(null);
    }

    private RegisteredClient registered(Client client) {
        var registered = RegisteredClient.withId(client.id().value())
                .clientId(client.id().value())
                .clientIdIssuedAt(client.createdAt())
                .clientName(client.name())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> client.scopes().forEach(scope -> scopes.add(scope.wireName())))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.tokenLifetime())
                        .build())
                .clientSettings(clientSettings(client));
        if (!client.secrets().isEmpty()) {
            registered
                    .clientSecret(client.secrets().stream()
                            .map(secret -> secret.hash().text())
                            .collect(Collectors.joining(" ")))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        }
        if (client.keys() != null) {
            registered.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        }
        return registered.build();
    }

    private static ClientSettings clientSettings(Client client) {
        var settings = ClientSettings.builder()
                .setting(ORGANIZATION, client.organization())
                // Which algorithms are accepted is for AssertionDecoders; Spring only asks whether it is an asymmetric
                // one.
                .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS256);
        if (client.keys() != null) {
            settings.setting(KEYS, client.keys());
        }
        return settings.build();
    }

    /** Compares a secret with each of a client's live ones. */
    static final class SecretComparison implements PasswordEncoder {

        private static final Pattern BLANK = Pattern.compile(" ");

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String hashes) {
            if (secret == null || hashes == null) {
                return false;
            }
            return BLANK.splitAsStream(hashes).anyMatch(hash -> new SecretHash(hash).matches(secret.toString()));
        }

        /** Secrets are hashed where they are made. */
        @Override
        public String encode(@Nullable CharSequence secret) {
            throw new UnsupportedOperationException();
        }
    }
}
