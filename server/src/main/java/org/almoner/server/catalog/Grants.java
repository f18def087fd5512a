package org.almoner.server.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.almoner.server.access.AccessEvent;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Entitlements;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.Address.Grantable;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Which organization may see what: entitlements by address. Publishers grant what is within their reach. */
@Component
class Grants {

    private final Entitlements entitlements;
    private final Products products;
    private final SubProducts subProducts;
    private final CatalogRevision revision;
    private final ApplicationEventPublisher events;

    Grants(
            Entitlements entitlements,
            Products products,
            SubProducts subProducts,
            CatalogRevision revision,
            ApplicationEventPublisher events) {
        this.entitlements = entitlements;
        this.products = products;
        this.subProducts = subProducts;
        this.revision = revision;
        this.events = events;
    }

    /** Grants what is at an address: a product with all its sub-products, also those to come, or one sub-product. */
    void grant(Caller caller, OrganizationId organization, Grantable address) {
        var target = target(caller, address);
        entitlements.grant(organization, target.product(), target.subProduct());
    }

    /** Takes back what was granted at this very address. */
    void withdraw(Caller caller, OrganizationId organization, Grantable address) {
        var target = target(caller, address);
        entitlements.withdraw(organization, target.product(), target.subProduct());
    }

    /** What an organization was granted within the caller's reach: whole products first. */
    List<Grantable> of(Caller caller, OrganizationId organization) {
        var reach = Reach.of(caller);
        return Stream.<Grantable>concat(
                        products.addresses(entitlements.ofProducts(organization), reach).stream(),
                        subProducts.addresses(entitlements.ofSubProducts(organization), reach).stream())
                .toList();
    }

    /** Tells it by address, and that listings rendered before show the wrong things. */
    @EventListener
    void on(AccessEvent.EntitlementGranted change) {
        addressOf(change.productId(), change.subProductId())
                .ifPresent(address -> events.publishEvent(new CatalogEvent.Granted(
                        Objects.requireNonNullElse(
                                change.organization(), change.entitled().value()),
                        change.clientId(),
                        Set.of(change.entitled()),
                        address.productSlug(),
                        address.subProductSlug())));
        revision.moveOn();
    }

    /** Like {@link #on(AccessEvent.EntitlementGranted)}. */
    @EventListener
    void on(AccessEvent.EntitlementWithdrawn change) {
        addressOf(change.productId(), change.subProductId())
                .ifPresent(address -> events.publishEvent(new CatalogEvent.Revoked(
                        Objects.requireNonNullElse(
                                change.organization(), change.entitled().value()),
                        change.clientId(),
                        Set.of(change.entitled()),
                        address.productSlug(),
                        address.subProductSlug())));
        revision.moveOn();
    }

    private record Named(String productSlug, @Nullable String subProductSlug) {}

    private Optional<Named> addressOf(UUID product, @Nullable UUID subProduct) {
        var everything = new Reach(null);
        return subProduct == null
                ? products.addresses(List.of(product), everything).stream()
                        .map(address -> new Named(address.product().text(), null))
                        .findFirst()
                : subProducts.addresses(List.of(subProduct), everything).stream()
                        .map(address -> new Named(
                                address.product().text(), address.subProduct().text()))
                        .findFirst();
    }

    private record Target(UUID product, @Nullable UUID subProduct) {}

    private Target target(Caller caller, Grantable address) {
        var reach = Reach.of(caller);
        return switch (address) {
            case ProductAddress product ->
                new Target(
                        products.find(product, reach)
                                .orElseThrow(product::notFound)
                                .id(),
                        null);
            case SubProductAddress subProduct -> {
                var found = subProducts.find(subProduct, reach).orElseThrow(subProduct::notFound);
                yield new Target(found.productId(), found.id());
            }
        };
    }
}
