package org.almoner.server.web;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What went wrong with a request, told to whoever sent it (RFC 9457).
 *
 * @param kind the last part of the problem's {@code type}, such as {@code not-found}; clients may match on it, so it is
 *     never renamed
 * @param detail a sentence that says what to do
 * @param headers what the answer carries besides, such as {@code Allow} or {@code Retry-After}
 */
public record Problem(HttpStatus status, String kind, String detail, Map<String, String> headers) {

    public Problem {
        headers = Map.copyOf(headers);
    }

    Problem(HttpStatus status, String kind, String detail) {
        this(status, kind, detail, Map.of());
    }

    /**
     * The caller did not say who it is, or not believably.
     *
     * @param challenge the value of {@code WWW-Authenticate}, which RFC 9110 §11.6.1 asks of every 401
     */
    public static Problem unauthenticated(String challenge, String detail) {
        return new Problem(
                HttpStatus.UNAUTHORIZED, "unauthenticated", detail, Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    /**
     * The caller is known and its token does not allow this.
     *
     * @param challenge the value of {@code WWW-Authenticate}, such as RFC 6750 §3.1's {@code insufficient_scope}
     */
    public static Problem notAllowed(String challenge, String detail) {
        return new Problem(
                HttpStatus.FORBIDDEN, "not-allowed", detail, Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    /** The problem's {@code type}. */
    public String type() {
        return "urn:almoner:problem:" + kind;
    }

    /** The kind for people: {@code not-found} is "Not found". */
    public String title() {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' ');
    }
}
