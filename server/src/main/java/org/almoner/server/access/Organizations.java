package org.almoner.server.access;

import java.util.List;
import java.util.Optional;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;

/** All organizations of this installation. They are never removed: what they published and fetched stays accounted for. */
public interface Organizations {

    /**
     * Adds an organization.
     *
     * @param name for people; 1 to 200 characters, none of them a control character
     * @throws Conflict if the mnemonic is taken
     * @throws Invalid if the name breaks its rule
     */
    Organization add(Mnemonic mnemonic, String name);

    Optional<Organization> find(Mnemonic mnemonic);

    Optional<Organization> find(OrganizationId id);

    /** The one that runs this server: the first there was. */
    Organization operator();

    /** All of them, by mnemonic. */
    List<Organization> all();
}
