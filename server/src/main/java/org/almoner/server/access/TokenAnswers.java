package org.almoner.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.web.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import tools.jackson.databind.json.JsonMapper;

/** Answers token and revocation requests (RFC 6749 §5), and tells the audit trail of them. */
final class TokenAnswers
        implements AuthenticationSuccessHandler, AuthenticationFailureHandler, AuthenticationEntryPoint {

    private static final int LONGEST_CLIENT = 100;

    private final RateLimits limits;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    TokenAnswers(RateLimits limits, ApplicationEventPublisher events, JsonMapper json) {
        this.limits = limits;
        this.events = events;
        this.json = json;
    }

    /** A client has proved who it is; what it wants comes next. */
    void clientKnown(HttpServletRequest request, HttpServletResponse response, Authentication client) {
        limits.countRequest(client.getName());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(client);
        SecurityContextHolder.setContext(context);
    }

    /** Hands out a token. */
    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var issued = (OAuth2AccessTokenAuthenticationToken) authentication;
        var client = issued.getRegisteredClient();
        var token = issued.getAccessToken();
        var scopes = Scope.split(String.join(" ", token.getScopes()));
        events.publishEvent(new AccessEvent.TokenIssued(
                RegisteredClients.organizationOf(client).value(),
                client.getClientId(),
                scopes,
                tokenId(token.getTokenValue())));
        write(
                response,
                HttpStatus.OK,
                new Granted(
                        token.getTokenValue(),
                        token.getTokenType().getValue(),
                        client.getTokenSettings().getAccessTokenTimeToLive().toSeconds(),
                        Scope.join(scopes)));
    }

    /** In the order of RFC 6749 §5.1. */
    private record Granted(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope) {}

    /** In the order of RFC 6749 §5.2. */
    private record Refused(
            String error, @JsonProperty("error_description") String description) {}

    /** The request carries no credentials at all. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        refuse(
                request,
                response,
                OAuth2ErrorCodes.INVALID_CLIENT,
                "Send client_id and client_secret, in the body or as HTTP Basic, or a client_assertion.");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        var error = ((OAuth2AuthenticationException) exception).getError();
        refuse(
                request,
                response,
                error.getErrorCode(),
                description(exception, error.getErrorCode(), error.getDescription()));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String error, String description)
            throws IOException {
        limits.countFailedToken(Request.current().address());
        events.publishEvent(new AccessEvent.TokenRefused(
                client().map(client -> RegisteredClients.organizationOf(client).value())
                        .orElse(null),
                client().map(RegisteredClient::getClientId)
                        .or(() -> claimedClient(request))
                        .orElse(null),
                request.getRequestURI(),
                error));
        SecurityContextHolder.clearContext();
        var status = HttpStatus.BAD_REQUEST;
        if (error.equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            status = HttpStatus.UNAUTHORIZED;
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"almoner\"");
        }
        write(response, status, new Refused(error, description));
    }

    private void write(HttpServletResponse response, HttpStatus status, Object body) throws IOException {
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    /** What to do about it; nothing that tells an unknown client from a wrong secret. */
    private static String description(AuthenticationException exception, String error, @Nullable String otherwise) {
        return switch (error) {
            case OAuth2ErrorCodes.INVALID_CLIENT ->
                switch (exception.getCause()) {
                    case JwtValidationException refused ->
                        refused.getErrors().stream()
                                .flatMap(reason -> Stream.ofNullable(reason.getDescription()))
                                .findFirst()
                                .orElse("The assertion is refused.");
                    case JwtException _ ->
                        "The assertion is broken, or its signature does not verify with the client's keys by one of RS256,"
                                + " RS384, ES256 and ES384.";
                    case null, default ->
                        "The client is unknown or disabled, or its secret or its way to authenticate is wrong.";
                };
            case OAuth2ErrorCodes.INVALID_SCOPE ->
                "The client may not have all of these scopes. Leave out scope to get what it may have.";
            case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE -> "The grant_type must be client_credentials.";
            case OAuth2ErrorCodes.INVALID_REQUEST -> invalidRequest(otherwise);
            default -> otherwise == null ? "The request cannot be granted." : otherwise;
        };
    }

    private static String invalidRequest(@Nullable String otherwise) {
        var springs = "OAuth 2.0 Parameter: ";
        if (otherwise == null) {
            return "A parameter or the Authorization header is missing, malformed or sent twice.";
        }
        return otherwise.startsWith(springs)
                ? "The parameter " + otherwise.substring(springs.length()) + " is missing or sent twice."
                : otherwise;
    }

    private static Optional<RegisteredClient> client() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken client
                ? Optional.ofNullable(client.getRegisteredClient())
                : Optional.empty();
    }

    private static Optional<String> claimedClient(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(OAuth2ParameterNames.CLIENT_ID))
                .or(() -> basicUser(request))
                .map(claimed -> PlainText.harmless(claimed, LONGEST_CLIENT));
    }

    private static Optional<String> basicUser(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var decoded =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            var colon = decoded.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(decoded.substring(0, colon));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String tokenId(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            throw new IllegalStateException("A token of our own cannot be read", e);
        }
    }
}
