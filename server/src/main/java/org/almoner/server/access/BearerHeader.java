package org.almoner.server.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token in {@code Authorization: Bearer ...} as Spring Security does. Its regular expression took a fifth of the
 * time of a listing; whatever isn't plainly a token is still left to it, so that it alone decides what is wrong.
 */
final class BearerHeader implements BearerTokenResolver {

    private static final String SCHEME = "Bearer ";

    private final BearerTokenResolver others = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && isPlain(header) ? header.substring(SCHEME.length()) : others.resolve(request);
    }

    private static boolean isPlain(String header) {
        if (!header.startsWith(SCHEME) || header.length() == SCHEME.length()) {
            return false;
        }
        for (int i = SCHEME.length(); i < header.length(); i++) {
            if (!isOfToken(header.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** RFC 6750 §2.1, but for the equals signs that may end a token. */
    private static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) >= 0;
    }
}
