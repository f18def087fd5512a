package org.almoner.server.access;

import java.io.IOException;
import java.text.ParseException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.web.ErrorWriter;
import org.almoner.server.web.Problem;
import org.almoner.server.web.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands before the protocol's own filters, and makes of each request one that they know: a JSON body becomes parameters,
 * and an assertion without {@code client_id} gets the one it names (RFC 7523 §3 leaves it out, Spring asks for it).
 */
final class TokenRequests extends OncePerRequestFilter {

    private static final int LONGEST_BODY = 65_536;

    /** Of a parameter sent twice, neither can be the right one (RFC 6749 §3.2). */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final RateLimits limits;
    private final TokenAnswers answers;
    private final ErrorWriter errors;

    TokenRequests(RateLimits limits, TokenAnswers answers, ErrorWriter errors) {
        this.limits = limits;
        this.answers = answers;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var method = request.getRequestURI().startsWith("/oauth/") ? "POST" : "GET";
        if (!method.equals(request.getMethod())) {
            errors.write(request, response, methodNotAllowed(method));
            return;
        }
        if (method.equals("GET")) {
            chain.doFilter(request, response);
            return;
        }
        limits.checkFailedTokens(Request.current().address());
        HttpServletRequest understood;
        try {
            understood = understood(request);
        } catch (OAuth2AuthenticationException e) {
            answers.onAuthenticationFailure(request, response, e);
            return;
        }
        chain.doFilter(understood, response);
    }

    private static Problem methodNotAllowed(String allowed) {
        return new Problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "This address answers to " + allowed + " only.",
                Map.of(HttpHeaders.ALLOW, allowed));
    }

    private static HttpServletRequest understood(HttpServletRequest request) throws IOException {
        var parameters = isJson(request) ? ofJson(request) : ofForm(request);
        if (parameters.containsKey(OAuth2ParameterNames.CLIENT_ASSERTION)
                && !parameters.containsKey(OAuth2ParameterNames.CLIENT_ID)) {
            clientNamedIn(parameters.get(OAuth2ParameterNames.CLIENT_ASSERTION)[0])
                    .ifPresent(client -> parameters.put(OAuth2ParameterNames.CLIENT_ID, new String[] {client}));
        }
        return new WithParameters(request, parameters);
    }

    private static boolean isJson(HttpServletRequest request) {
        try {
            var type = request.getContentType();
            return type != null && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static Map<String, String[]> ofForm(HttpServletRequest request) {
        try {
            return new HashMap<>(request.getParameterMap());
        } catch (IllegalStateException _) {
            // Tomcat on a form that it cannot decode, or that is too long.
            throw invalid("The form body is broken or too long. Encode it as application/x-www-form-urlencoded.");
        }
    }

    private static Map<String, String[]> ofJson(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw invalid("The JSON body is longer than " + LONGEST_BODY + " bytes.");
        }
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException _) {
            throw invalid("The body is not the JSON that its Content-Type announces, or names a member twice.");
        }
        if (!json.isObject()) {
            throw invalid("The JSON body must be an object with grant_type, client_id and client_secret.");
        }
        var parameters = new HashMap<String, String[]>();
        for (var member : json.properties()) {
            parameter(member.getKey(), member.getValue())
                    .ifPresent(text -> parameters.put(member.getKey(), new String[] {text}));
        }
        return parameters;
    }

    private static Optional<String> parameter(String name, JsonNode json) {
        return switch (name) {
            case OAuth2ParameterNames.GRANT_TYPE,
                    OAuth2ParameterNames.CLIENT_ID,
                    OAuth2ParameterNames.CLIENT_SECRET,
                    OAuth2ParameterNames.CLIENT_ASSERTION,
                    OAuth2ParameterNames.CLIENT_ASSERTION_TYPE,
                    OAuth2ParameterNames.SCOPE,
                    OAuth2ParameterNames.TOKEN,
                    OAuth2ParameterNames.TOKEN_TYPE_HINT -> text(name, json);
            // RFC 6749 §3.2: "The authorization server MUST ignore unrecognized request parameters."
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(String name, JsonNode json) {
        if (json.isNull()) {
            return Optional.empty();
        }
        if (!json.isString()) {
            throw invalid("The member " + name + " of the JSON body must be a string.");
        }
        return Optional.of(json.asString());
    }

    /** Not believed yet: the assertion is verified with the keys of the client that it names. */
    private static Optional<String> clientNamedIn(String assertion) {
        try {
            return Optional.ofNullable(
                    SignedJWT.parse(assertion).getJWTClaimsSet().getSubject());
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private static OAuth2AuthenticationException invalid(String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
    }

    private static final class WithParameters extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters;

        WithParameters(HttpServletRequest request, Map<String, String[]> parameters) {
            super(request);
            this.parameters = parameters;
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }
    }
}
