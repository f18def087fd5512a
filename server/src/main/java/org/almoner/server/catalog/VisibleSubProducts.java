package org.almoner.server.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.almoner.server.access.Entitlements;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;
import org.springframework.stereotype.Component;

/** Which organization sees which sub-products: those that are public, its own, and what it was granted. */
@Component
public class VisibleSubProducts {

    private final SubProducts subProducts;
    private final Entitlements entitlements;
    private final Organizations organizations;
    private final Clock clock;

    VisibleSubProducts(SubProducts subProducts, Entitlements entitlements, Organizations organizations, Clock clock) {
        this.subProducts = subProducts;
        this.entitlements = entitlements;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** The ids of the sub-products that an organization sees now. */
    public Set<UUID> of(OrganizationId organization) {
        return subProducts.visible(new Viewer(
                organization,
                entitlements.ofProducts(organization),
                entitlements.ofSubProducts(organization),
                LocalDate.now(clock)));
    }

    /**
     * A sub-product as people know it.
     *
     * @param productSlug of its product; with it, the slug is unique for ever
     */
    public record Named(UUID id, String productSlug, String productName, String slug, String name) {}

    /** The sub-products that an organization sees now, those of one product together, the oldest first. */
    public List<Named> named(OrganizationId organization) {
        return subProducts.visibleNamed(new Viewer(
                organization,
                entitlements.ofProducts(organization),
                entitlements.ofSubProducts(organization),
                LocalDate.now(clock)));
    }

    /** Who sees a sub-product of which this is said. */
    Set<OrganizationId> seers(UUID productId, UUID id, SubProductDetails details) {
        if (details.isPublic()) {
            return organizations.all().stream().map(Organization::id).collect(Collectors.toSet());
        }
        var seers = new HashSet<>(entitlements.entitledTo(productId, id));
        seers.add(details.owner());
        return seers;
    }
}
