package org.almoner.server.access;

import java.util.Set;

import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;

/** The OAuth2 clients of all organizations. */
public interface Clients {

    /**
     * Adds a client that authenticates with a secret.
     *
     * @param name for people; 1 to 200 characters, none of them a control character
     * @param scopes at least one
     * @throws NotFound if there is no such organization
     * @throws Invalid if the name or the scopes break their rule
     */
    NewClient add(OrganizationId organization, String name, Set<Scope> scopes);
}
