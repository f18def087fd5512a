package org.almoner.server.storage;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request that decide which bytes are sent, if any. Each is null if it was not sent; repeated ones are joined
 * by a comma (RFC 9110 §5.3).
 *
 * @param head whether only the fields of the answer are wanted
 */
record RangeRequest(
        boolean head,
        @Nullable String range,
        @Nullable String ifRange,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifUnmodifiedSince) {

    static RangeRequest of(HttpServletRequest request) {
        return new RangeRequest(
                request.getMethod().equals("HEAD"),
                field(request, "Range"),
                field(request, "If-Range"),
                field(request, "If-Match"),
                field(request, "If-None-Match"),
                field(request, "If-Modified-Since"),
                field(request, "If-Unmodified-Since"));
    }

    private static @Nullable String field(HttpServletRequest request, String name) {
        var first = request.getHeader(name);
        if (first == null) {
            return null;
        }
        List<String> all = Collections.list(request.getHeaders(name));
        return all.size() == 1 ? first : String.join(", ", all);
    }
}
