package org.almoner.server.web;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP request being served on this thread. Bound once, by the outermost filter; whatever runs outside of a request
 * (jobs, start-up) sees {@link #NONE}.
 *
 * @param id what the caller quotes to support; sent back as {@code X-Request-Id}
 * @param address the caller's address, after trusted proxies; null outside of a request
 */
public record Request(String id, @Nullable String address) {

    static final ScopedValue<Request> CURRENT = ScopedValue.newInstance();

    private static final Request NONE = new Request("-", null);

    /** The request of this thread. */
    public static Request current() {
        return CURRENT.orElse(NONE);
    }
}
