package org.almoner.server.web;

/**
 * How errors look under a part of the address space whose clients expect something other than problem details. A feature
 * offers one as a bean; it then shapes every error there, those of the server itself included: wrong methods, malformed
 * addresses, failures that nobody foresaw.
 */
public interface ErrorShape {

    /**
     * Whether this shape speaks for an address.
     *
     * @param path as it was sent: not decoded, and possibly not even well-formed
     */
    boolean covers(String path);

    /** The value of {@code Content-Type}. */
    String contentType(Problem problem);

    /**
     * The body of the answer.
     *
     * @param instance a URI reference for this occurrence: the path that was asked for, or else the request's URN
     * @param requestId what {@code X-Request-Id} says
     */
    String body(Problem problem, String instance, String requestId);
}
