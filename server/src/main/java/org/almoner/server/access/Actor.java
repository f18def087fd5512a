package org.almoner.server.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is doing it, for the audit trail.
 *
 * @param organization an organization id; null if the server does it by itself
 * @param clientId null if the server does it by itself
 */
record Actor(@Nullable String organization, @Nullable String clientId) {

    private static final Actor SERVER = new Actor(null, null);

    /** The caller of the request on this thread. */
    static Actor current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof AuthenticatedCaller authenticated
                ? of(authenticated.caller())
                : SERVER;
    }

    static Actor of(Caller caller) {
        return new Actor(caller.organization().id().value(), caller.clientId());
    }
}
