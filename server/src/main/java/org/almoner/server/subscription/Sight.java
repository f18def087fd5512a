package org.almoner.server.subscription;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.almoner.server.access.OrganizationId;

/** Which organizations may be sent which publications now; each organization is looked up once. Short-lived, and used by one thread. */
final class Sight {

    private final Function<OrganizationId, Set<UUID>> visible;
    private final Map<OrganizationId, Set<UUID>> seen = new HashMap<>();

    /** @param visible the ids of the sub-products that an organization sees at that moment */
    Sight(Function<OrganizationId, Set<UUID>> visible) {
        this.visible = visible;
    }

    boolean mayRead(OrganizationId organization, Publication.Readers readers) {
        return switch (readers) {
            case Publication.Readers.OfSubProduct(var subProduct) ->
                seen.computeIfAbsent(organization, visible).contains(subProduct);
            case Publication.Readers.OfOrganization(var owner) -> owner.equals(organization);
            case Publication.Readers.Addressees() -> true;
        };
    }
}
