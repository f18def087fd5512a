package org.almoner.server.access;

import java.util.Set;

/** Whom an endpoint serves. */
sealed interface Audience {

    /** @param why the reason it gives */
    record Everybody(String why) implements Audience {}

    /** Callers whose token has one of the scopes, or {@link Scope#ADMIN}. */
    record Holders(Set<Scope> anyOf) implements Audience {
        public Holders {
            anyOf = Set.copyOf(anyOf);
        }
    }
}
