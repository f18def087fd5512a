package org.almoner.server.catalog;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.almoner.server.access.Caller;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What a publisher does with sub-products. */
@Component
class SubProductPublishing {

    private final ProductPublishing products;
    private final SubProducts subProducts;
    private final VisibleSubProducts visible;
    private final Changes changes;
    private final Slugs slugs;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SubProductPublishing(
            ProductPublishing products,
            SubProducts subProducts,
            VisibleSubProducts visible,
            Changes changes,
            Slugs slugs,
            Supplier<UUID> ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.products = products;
        this.subProducts = subProducts;
        this.visible = visible;
        this.changes = changes;
        this.slugs = slugs;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    SubProduct add(Caller caller, ProductAddress address, SubProductDetails details) {
        return changes.visible(() -> {
            var product = products.find(caller, address);
            var slug = slugs.draw(
                    details.name(), "sub-product", candidate -> subProducts.isTaken(product.id(), candidate));
            var subProduct = new SubProduct(ids.get(), product.id(), slug, details);
            subProducts.add(subProduct, Timestamps.now(clock));
            events.publishEvent(new CatalogEvent.SubProductAdded(
                    caller.organization().id().value(),
                    caller.clientId(),
                    address.subProduct(slug).toString(),
                    subProduct.id()));
            return subProduct;
        });
    }

    /** Changes what is said of a sub-product; its slug stays. */
    SubProduct change(Caller caller, SubProductAddress address, UnaryOperator<SubProductDetails> change) {
        return changes.visible(() -> {
            subProducts.lock(find(caller, address).id());
            var before = find(caller, address);
            var seersBefore = visible.seers(before.productId(), before.id(), before.details());
            var details = change.apply(before.details());
            subProducts.change(before.id(), details);
            events.publishEvent(new CatalogEvent.SubProductChanged(
                    caller.organization().id().value(), caller.clientId(), address.toString(), before.id()));
            tellSeers(caller, address, seersBefore, visible.seers(before.productId(), before.id(), details));
            return find(caller, address);
        });
    }

    private void tellSeers(
            Caller caller, SubProductAddress address, Set<OrganizationId> before, Set<OrganizationId> after) {
        var by = caller.organization().id().value();
        var product = address.product().text();
        var subProduct = address.subProduct().text();
        var granted = without(after, before);
        if (!granted.isEmpty()) {
            events.publishEvent(new CatalogEvent.Granted(by, caller.clientId(), granted, product, subProduct));
        }
        var revoked = without(before, after);
        if (!revoked.isEmpty()) {
            events.publishEvent(new CatalogEvent.Revoked(by, caller.clientId(), revoked, product, subProduct));
        }
    }

    private static Set<OrganizationId> without(Set<OrganizationId> some, Set<OrganizationId> others) {
        return some.stream().filter(each -> !others.contains(each)).collect(Collectors.toSet());
    }

    SubProduct find(Caller caller, SubProductAddress address) {
        return subProducts.find(address, Reach.of(caller)).orElseThrow(address::notFound);
    }

    /** The product's sub-products, oldest first. */
    Page<SubProduct> page(Caller caller, ProductAddress address, Paging paging) {
        return subProducts.page(address, Reach.of(caller), paging).orElseThrow(address::notFound);
    }
}
