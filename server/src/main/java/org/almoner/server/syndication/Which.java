package org.almoner.server.syndication;

import java.util.Optional;
import java.util.UUID;

import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Narrows listings down to an organization or a population, by the mnemonics that operators send. */
@Component
class Which {

    private final Organizations organizations;
    private final Populations populations;

    Which(Organizations organizations, Populations populations) {
        this.organizations = organizations;
        this.populations = populations;
    }

    /** Null is all. */
    record Asked(
            @Nullable OrganizationId organization, @Nullable UUID population) {}

    /** @throws Invalid if there is no such organization or population, or a population is named without its organization */
    Asked of(@Nullable String organization, @Nullable String population) {
        if (organization == null) {
            if (population != null) {
                throw new Invalid("Say of which organization the population is.");
            }
            return new Asked(null, null);
        }
        var owner = mnemonic(organization)
                .flatMap(organizations::find)
                .map(Organization::id)
                .orElseThrow(() -> new Invalid("There is no such organization."));
        if (population == null) {
            return new Asked(owner, null);
        }
        return new Asked(
                owner,
                mnemonic(population)
                        .flatMap(mnemonic -> populations.find(owner, mnemonic))
                        .map(Population::id)
                        .orElseThrow(() -> new Invalid("The organization has no such population.")));
    }

    private static Optional<Mnemonic> mnemonic(String text) {
        try {
            return Optional.of(new Mnemonic(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
