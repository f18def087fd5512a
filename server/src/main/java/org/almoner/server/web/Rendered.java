package org.almoner.server.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * A JSON answer that is ready to be sent, as often as it is asked for.
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
        response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        if (new ServletWebRequest(request, response).checkNotModified(etag)) {
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
