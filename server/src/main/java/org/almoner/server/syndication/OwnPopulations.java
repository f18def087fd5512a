package org.almoner.server.syndication;

import java.util.List;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.springframework.stereotype.Component;

/** Which populations an organization has. */
@Component
public class OwnPopulations {

    private final Populations populations;

    OwnPopulations(Populations populations) {
        this.populations = populations;
    }

    /**
     * A population as people know it.
     *
     * @param mnemonic unique in its organization
     */
    public record Named(UUID id, String mnemonic, String name) {}

    /** The populations of an organization, by mnemonic. */
    public List<Named> of(OrganizationId organization) {
        return populations.of(organization).stream()
                .map(population ->
                        new Named(population.id(), population.mnemonic().value(), population.name()))
                .toList();
    }
}
