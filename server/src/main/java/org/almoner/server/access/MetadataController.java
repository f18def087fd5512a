package org.almoner.server.access;

import java.util.Arrays;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import jakarta.servlet.http.HttpServletRequest;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.BaseUrl;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where clients find what the token endpoint can do (RFC 8414). Spring's own document insists on an authorization endpoint,
 * which we do not have.
 */
@RestController
class MetadataController {

    private final AccessSettings settings;

    MetadataController(AccessSettings settings) {
        this.settings = settings;
    }

    /** In the order of RFC 8414 §2. */
    record Metadata(
            String issuer,
            String tokenEndpoint,
            String jwksUri,
            List<String> scopesSupported,
            List<String> responseTypesSupported,
            List<String> grantTypesSupported,
            List<String> tokenEndpointAuthMethodsSupported,
            List<String> tokenEndpointAuthSigningAlgValuesSupported,
            String revocationEndpoint,
            List<String> revocationEndpointAuthMethodsSupported,
            List<String> revocationEndpointAuthSigningAlgValuesSupported) {}

    @GetMapping("/.well-known/oauth-authorization-server")
    @OpenToAll("Clients read it before they have a token")
    Metadata metadata(HttpServletRequest request) {
        if (settings.externalIssuer() != null) {
            throw new NotFound("This server issues no tokens. They come from "
                    + settings.externalIssuer().issuerUri() + ".");
        }
        var issuer = BaseUrl.of(request);
        var methods = List.of(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
                ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue(),
                ClientAuthenticationMethod.PRIVATE_KEY_JWT.getValue());
        var algorithms = AssertionDecoders.ALGORITHMS.stream()
                .map(JWSAlgorithm::getName)
                .sorted()
                .toList();
        return new Metadata(
                issuer,
                issuer + AuthorizationServerConfiguration.TOKEN,
                issuer + AuthorizationServerConfiguration.KEYS,
                Arrays.stream(Scope.values()).map(Scope::wireName).toList(),
                // Required, and without an authorization endpoint there is none.
                List.of(),
                List.of(AuthorizationGrantType.CLIENT_CREDENTIALS.getValue()),
                methods,
                algorithms,
                issuer + AuthorizationServerConfiguration.REVOCATION,
                methods,
                algorithms);
    }
}
