package org.almoner.server.access;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.web.ErrorWriter;
import org.almoner.server.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Turns callers away: 401 to those who are not known, 403 to those who are and may not (RFC 6750 §3). */
@Component
class Refusals implements AuthenticationEntryPoint, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int LONGEST_PATH = 500;

    private final ErrorWriter errors;
    private final ApplicationEventPublisher events;
    private final String getOne;

    Refusals(ErrorWriter errors, ApplicationEventPublisher events, AccessSettings settings) {
        this.errors = errors;
        this.events = events;
        var source = settings.externalIssuer() == null
                ? AuthorizationServerConfiguration.TOKEN
                : settings.externalIssuer().issuerUri();
        this.getOne = " Get one from " + source + " and send it as 'Authorization: Bearer <token>'.";
    }

    /** The request carries no token, and needs one. */
    void tokenMissing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // RFC 6750 §3.1: without authentication information in the request, no error code in the challenge either.
        errors.write(request, response, Problem.unauthenticated("Bearer", "This needs an access token." + getOne));
    }

    /** The token does not allow what was asked. */
    void scopeMissing(HttpServletRequest request, HttpServletResponse response, Caller caller, Set<Scope> needed)
            throws IOException {
        var scopes = Scope.join(needed);
        var actor = Actor.of(caller);
        events.publishEvent(new AccessEvent.AccessRefused(
                actor.organization(), actor.clientId(), path(request), "scope missing: " + scopes));
        var challenge = "Bearer error=\"" + BearerTokenErrorCodes.INSUFFICIENT_SCOPE + "\", scope=\"" + scopes + "\"";
        errors.write(
                request,
                response,
                Problem.notAllowed(
                        challenge,
                        "This needs the scope " + String.join(" or ", scopes.split(" "))
                                + ", which the token does not have. Ask the operator for a client that has it."));
    }

    /** The request carries something in place of a token that cannot be one. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        onAuthenticationFailure(request, response, exception);
    }

    /** The request carries a token that is not to be believed. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof AuthenticationServiceException) {
            LOG.warn("Cannot verify a token", exception);
            errors.write(request, response, outOfReach());
            return;
        }
        var reason = reason(exception);
        events.publishEvent(new AccessEvent.AccessRefused(null, null, path(request), "token refused: " + reason));
        errors.write(
                request,
                response,
                Problem.unauthenticated(
                        "Bearer error=\"" + BearerTokenErrorCodes.INVALID_TOKEN + "\"",
                        "The access token is refused: " + reason + "." + getOne));
    }

    private static Problem outOfReach() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The access token cannot be verified now, as the keys of its issuer are out of reach. Try again later.",
                Map.of(HttpHeaders.RETRY_AFTER, "10"));
    }

    private static String reason(AuthenticationException exception) {
        var described = exception instanceof OAuth2AuthenticationException e
                ? e.getError().getDescription()
                : exception.getMessage();
        var reason = PlainText.harmless(described == null ? "it is malformed" : described, 200);
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static String path(HttpServletRequest request) {
        return PlainText.harmless(request.getRequestURI(), LONGEST_PATH);
    }
}
