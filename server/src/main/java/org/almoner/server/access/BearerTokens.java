package org.almoner.server.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.almoner.server.access.TokenVerifier.VerifiedToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Turns a bearer token into its caller. A token is verified once and then remembered for a while: verifying a signature
 * takes longer than answering a listing. Spring would take an {@code AuthenticationManager} among the beans for that of the
 * token endpoint too, so this is none.
 */
final class BearerTokens {

    private static final int MOST_REMEMBERED = 10_000;

    /** So that a key that an external issuer withdrew ends here too. */
    private static final Duration LONGEST_REMEMBERED = Duration.ofMinutes(5);

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<String, VerifiedToken> verified = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(LONGEST_REMEMBERED)
            .build();

    BearerTokens(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * @throws InvalidBearerTokenException if the token is not to be believed
     * @throws AuthenticationServiceException if that cannot be told now
     */
    Authentication authenticate(Authentication request) {
        var token = verified(((BearerTokenAuthenticationToken) request).getToken());
        if (!token.expiresAt().isAfter(clock.instant())) {
            throw new InvalidBearerTokenException("It has expired");
        }
        if (verifier.isRevoked(token)) {
            throw new InvalidBearerTokenException("It was revoked");
        }
        return new AuthenticatedCaller(token.caller());
    }

    private VerifiedToken verified(String token) {
        try {
            return verified.get(token, verifier::verify);
        } catch (BadJwtException e) {
            throw new InvalidBearerTokenException(reason(e), e);
        } catch (JwtException e) {
            throw new AuthenticationServiceException("The keys that verify tokens are out of reach", e);
        }
    }

    /** The reason without Spring's words around it. */
    private static String reason(BadJwtException refused) {
        var message = Objects.requireNonNullElse(refused.getMessage(), "It is malformed");
        return message.replace("An error occurred while attempting to decode the Jwt: ", "");
    }
}
