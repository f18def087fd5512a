package org.almoner.server.access;

import java.util.Set;

/**
 * Whoever sent the request: a client of an organization. Endpoints take it as a parameter.
 *
 * @param organization whose data the caller may see
 * @param clientId the OAuth2 client that holds the token
 * @param scopes what the token allows
 */
public record Caller(Organization organization, String clientId, Set<Scope> scopes) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether the token allows this; {@link Scope#ADMIN} allows everything. */
    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }
}
