package org.almoner.server.web;

import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/** Finds the {@link Request} of a servlet request, also where no filter has run: the server's own errors and log lines. */
final class RequestIdentity {

    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIdentity.class.getName();

    /** A caller's own id is kept if it cannot break a log line or a header. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private RequestIdentity() {}

    /** The same one whenever it is asked about the same request. */
    static Request of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Request known) {
            return known;
        }
        var sent = request.getHeader(HEADER);
        var id = sent != null && ACCEPTABLE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        var identity = new Request(id, request.getRemoteAddr());
        request.setAttribute(ATTRIBUTE, identity);
        return identity;
    }
}
