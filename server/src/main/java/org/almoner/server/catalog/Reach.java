package org.almoner.server.catalog;

import org.almoner.server.access.Caller;
import org.almoner.server.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Whose products a caller may publish under. Everything else is not there for it.
 *
 * @param publisher the id of the one organization; null for all
 */
record Reach(@Nullable String publisher) {

    /** What a product {@code p} must fulfil to be within reach. */
    static final String COVERS_PRODUCT = "(cast(:publisher as varchar) is null or p.publisher = :publisher)";

    static Reach of(Caller caller) {
        return new Reach(
                caller.scopes().contains(Scope.ADMIN)
                        ? null
                        : caller.organization().id().value());
    }
}
