package org.almoner.client.failure;

import org.jspecify.annotations.Nullable;

/**
 * What a server said about a request that it did not fulfil (RFC 9457), or as much of it as it said.
 *
 * @param status the HTTP status code
 * @param type the URI that names the kind of problem; {@code about:blank} when the server named none
 * @param title the kind of problem in a few words
 * @param detail a sentence on this very request; null when the server gave none
 * @param requestId what to quote when asking the operator of the server; null when the server gave none
 */
public record Problem(
        int status,
        String type,
        String title,
        @Nullable String detail,
        @Nullable String requestId) {

    /** The type of a problem that has no type of its own (RFC 9457 §4.2.1). */
    public static final String BLANK = "about:blank";

    /** The most telling sentence there is. */
    public String sentence() {
        return detail == null || detail.isBlank() ? title : detail;
    }
}
