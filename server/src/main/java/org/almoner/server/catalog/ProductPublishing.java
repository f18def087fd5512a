package org.almoner.server.catalog;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.almoner.server.access.Caller;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What a publisher does with products. A product out of its reach is not there. */
@Component
class ProductPublishing {

    private final Products products;
    private final Changes changes;
    private final Slugs slugs;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ProductPublishing(
            Products products,
            Changes changes,
            Slugs slugs,
            Supplier<UUID> ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.products = products;
        this.changes = changes;
        this.slugs = slugs;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /** Adds a product of the caller's organization. */
    Product add(Caller caller, ProductDetails details) {
        return changes.visible(() -> {
            var id = ids.get();
            var slug = slugs.draw(details.name(), "product", products::isTaken);
            products.add(id, caller.organization().id(), slug, details, Timestamps.now(clock));
            events.publishEvent(new CatalogEvent.ProductAdded(
                    caller.organization().id().value(), caller.clientId(), slug.text(), id));
            return find(caller, new ProductAddress(slug));
        });
    }

    /** Changes what is said of a product; its slug stays. */
    Product change(Caller caller, ProductAddress address, UnaryOperator<ProductDetails> change) {
        return changes.visible(() -> {
            products.lock(find(caller, address).id());
            var product = find(caller, address);
            products.change(product.id(), change.apply(product.details()));
            events.publishEvent(new CatalogEvent.ProductChanged(
                    caller.organization().id().value(), caller.clientId(), address.toString(), product.id()));
            return find(caller, address);
        });
    }

    Product find(Caller caller, ProductAddress address) {
        return products.find(address, Reach.of(caller)).orElseThrow(address::notFound);
    }

    /** The products within the caller's reach, oldest first. */
    Page<Product> page(Caller caller, Paging paging) {
        var reach = Reach.of(caller);
        List<Product> page = products.page(reach, paging);
        return Page.of(paging, products.count(reach), page);
    }
}
