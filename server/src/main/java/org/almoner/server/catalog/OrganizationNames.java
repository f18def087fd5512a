package org.almoner.server.catalog;

import java.util.Optional;

import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;
import org.almoner.server.failure.NotFound;
import org.springframework.stereotype.Component;

/** Finds organizations by the mnemonics that publishers send. */
@Component
class OrganizationNames {

    private final Organizations organizations;

    OrganizationNames(Organizations organizations) {
        this.organizations = organizations;
    }

    /** @throws NotFound if there is no such organization, or the text cannot be a mnemonic */
    Organization find(String mnemonic) {
        return parsed(mnemonic).flatMap(organizations::find).orElseThrow(OrganizationNames::unknown);
    }

    private static Optional<Mnemonic> parsed(String text) {
        try {
            return Optional.of(new Mnemonic(text));
        } catch (IllegalArgumentException noMnemonic) {
            return Optional.empty();
        }
    }

    /** @throws NotFound like {@link #find} */
    OrganizationId idOf(String mnemonic) {
        return find(mnemonic).id();
    }

    private static NotFound unknown() {
        return new NotFound("There is no organization of this mnemonic. Ask whoever runs the server which there are.");
    }
}
