package org.almoner.server.catalog;

import java.util.List;
import java.util.Optional;

import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;

/** The organizations of a test. */
record FixedOrganizations(List<Organization> all) implements Organizations {

    @Override
    public Organization add(Mnemonic mnemonic, String name) {
        throw new UnsupportedOperationException("These are all");
    }

    @Override
    public Optional<Organization> find(Mnemonic mnemonic) {
        return all.stream().filter(it -> it.mnemonic().equals(mnemonic)).findFirst();
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public Organization operator() {
        return all.getFirst();
    }
}
