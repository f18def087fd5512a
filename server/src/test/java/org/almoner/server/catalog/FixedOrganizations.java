package org.almoner.server.catalog;

import java.util.List;
import java.util.Optional;

import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;

/** Some organizations, and never more. */
record FixedOrganizations(List<Organization> all) implements Organizations {

    @Override
    public Organization add(Mnemonic mnemonic, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Organization> find(Mnemonic mnemonic) {
        return all.stream()
                .filter(organization -> organization.mnemonic().equals(mnemonic))
                .findFirst();
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return all.stream().filter(organization -> organization.id().equals(id)).findFirst();
    }
}
