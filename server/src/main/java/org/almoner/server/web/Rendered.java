package org.almoner.server.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * An answer that is ready to be sent, as often as it is asked for.
 *
 * @param body the bytes; never changed after they were handed in
 * @param etag the entity tag of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy for each answer is what this type spares.
public record Rendered(byte[] body, String etag) {

    /** An answer with the strong tag of its bytes. */
    public static Rendered of(byte[] body) {
        return new Rendered(body, ETags.strong(body));
    }

    /**
     * Answers 304 if the caller has this already, 200 with the bytes otherwise.
     *
     * @param cacheControl the value of {@code Cache-Control}
     */
    public void answer(HttpServletRequest request, HttpServletResponse response, String cacheControl)
            throws IOException {
        answer(request, response, cacheControl, MediaType.APPLICATION_JSON_VALUE);
    }

    /** Like {@link #answer(HttpServletRequest, HttpServletResponse, String)}, with bytes of another type than JSON. */
    public void answer(
            HttpServletRequest request, HttpServletResponse response, String cacheControl, String contentType)
            throws IOException {
        if (!isKnown(request, response, etag, cacheControl)) {
            write(response, body, contentType);
        }
    }

    /**
     * Answers 304 if the caller has what the tag stands for (RFC 9110 §13), and prepares the headers of a 200 otherwise. For answers
     * that are costly to make.
     *
     * @param cacheControl the value of {@code Cache-Control}
     * @return whether the request has been answered
     */
    public static boolean isKnown(
            HttpServletRequest request, HttpServletResponse response, String etag, String cacheControl) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        return new ServletWebRequest(request, response).checkNotModified(etag);
    }

    /** Answers with JSON that is ready. */
    public static void write(HttpServletResponse response, byte[] json) throws IOException {
        write(response, json, MediaType.APPLICATION_JSON_VALUE);
    }

    private static void write(HttpServletResponse response, byte[] body, String contentType) throws IOException {
        response.setContentType(contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
