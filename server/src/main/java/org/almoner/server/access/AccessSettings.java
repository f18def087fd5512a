package org.almoner.server.access;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers prove who they are.
 *
 * @param tokenLifetime how long an access token is good for; one minute to one day
 * @param keyRotation how long a signing key signs before the next one takes over; zero rotates by command only
 * @param firstOrganization the organization made at the first start, which the first admin client belongs to
 * @param externalIssuer the OIDC issuer whose tokens are accepted instead of our own; none if null
 */
@ConfigurationProperties(prefix = "almoner.access", ignoreUnknownFields = false)
record AccessSettings(
        @DefaultValue("1h") Duration tokenLifetime,
        @DefaultValue("90d") Duration keyRotation,
        @DefaultValue FirstOrganization firstOrganization,
        @Nullable ExternalIssuer externalIssuer) {

    private static final Duration SHORTEST_TOKEN = Duration.ofMinutes(1);
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    AccessSettings {
        if (tokenLifetime.compareTo(SHORTEST_TOKEN) < 0 || tokenLifetime.compareTo(LONGEST_TOKEN) > 0) {
            throw new IllegalArgumentException(
                    "almoner.access.token-lifetime must be between 1m and 24h, but is " + tokenLifetime);
        }
        if (!keyRotation.isZero() && keyRotation.compareTo(LONGEST_TOKEN) < 0) {
            throw new IllegalArgumentException(
                    "almoner.access.key-rotation must be 0 (never by itself) or at least 1d, but is " + keyRotation);
        }
    }

    /**
     * The organization made at the first start.
     *
     * @param mnemonic its short name
     * @param name its name for people
     */
    record FirstOrganization(
            @DefaultValue("almoner") String mnemonic,
            @DefaultValue("Almoner") String name) {

        FirstOrganization {
            new Mnemonic(mnemonic);
            PlainText.checked("almoner.access.first-organization.name", name);
        }
    }

    /**
     * An OIDC issuer that knows the callers.
     *
     * @param issuerUri what its tokens carry as {@code iss}; its OIDC discovery document is looked up under it
     * @param jwksUri where its public keys are; asked of its discovery document if null
     * @param audience what its tokens carry as {@code aud} when they are meant for this server: tokens for other services are
     *     refused
     * @param organizationClaim the claim that names the caller's organization, by mnemonic or by id
     * @param clientClaim the claim that names the client
     * @param scopeClaim the claim with the scopes, as a list or separated by blanks
     * @param scopePrefix what precedes our names of scopes in that claim; may be empty
     */
    record ExternalIssuer(
            String issuerUri,
            @Nullable String jwksUri,
            String audience,
            @DefaultValue("org") String organizationClaim,
            @DefaultValue("client_id") String clientClaim,
            @DefaultValue("scope") String scopeClaim,
            @DefaultValue("") String scopePrefix) {

        ExternalIssuer {
            required("issuer-uri", issuerUri);
            required("audience", audience);
        }

        @SuppressWarnings("ConstantConditions") // the binder passes null for what is not set
        private static void required(String name, @Nullable String setting) {
            if (setting == null || setting.isBlank()) {
                throw new IllegalArgumentException(
                        "almoner.access.external-issuer." + name + " must be set when an external issuer is used");
            }
        }
    }
}
