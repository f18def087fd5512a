package org.almoner.server.catalog;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.server.access.AccessEvent;
import org.almoner.server.access.Entitlements;
import org.almoner.server.access.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Entitlements, in memory. */
final class MemoryEntitlements implements Entitlements {

    private record Grant(
            OrganizationId organization,
            UUID product,
            @Nullable UUID subProduct) {}

    private final Set<Grant> grants = new HashSet<>();
    private Consumer<AccessEvent> listener = _ -> {};

    /** Who hears of each change. */
    void onChange(Consumer<AccessEvent> heard) {
        listener = heard;
    }

    @Override
    public synchronized void grant(OrganizationId organization, UUID productId, @Nullable UUID subProductId) {
        grants.add(new Grant(organization, productId, subProductId));
        listener.accept(new AccessEvent.EntitlementGranted(null, null, organization, productId, subProductId));
    }

    @Override
    public synchronized void withdraw(OrganizationId organization, UUID productId, @Nullable UUID subProductId) {
        grants.remove(new Grant(organization, productId, subProductId));
        listener.accept(new AccessEvent.EntitlementWithdrawn(null, null, organization, productId, subProductId));
    }

    @Override
    public synchronized Set<UUID> ofProducts(OrganizationId organization) {
        return grants.stream()
                .filter(grant -> grant.organization().equals(organization) && grant.subProduct() == null)
                .map(Grant::product)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Set<UUID> ofSubProducts(OrganizationId organization) {
        return grants.stream()
                .filter(grant -> grant.organization().equals(organization))
                .flatMap(grant -> Stream.ofNullable(grant.subProduct()))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Set<OrganizationId> entitledTo(UUID productId, UUID subProductId) {
        return grants.stream()
                .filter(grant -> grant.product().equals(productId)
                        && (grant.subProduct() == null || grant.subProduct().equals(subProductId)))
                .map(Grant::organization)
                .collect(Collectors.toSet());
    }
}
