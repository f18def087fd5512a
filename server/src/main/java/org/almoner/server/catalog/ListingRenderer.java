package org.almoner.server.catalog;

import java.time.LocalDate;

import org.almoner.server.access.Entitlements;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.web.BaseUrl;
import org.almoner.server.web.Page;
import org.almoner.server.web.Rendered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Makes listings of the Download API out of the tables. */
@Component
class ListingRenderer {

    private final Products products;
    private final SubProducts subProducts;
    private final Versions versions;
    private final Entitlements entitlements;
    private final JsonMapper json;
    private final BaseUrl base;
    private final TransactionTemplate snapshot;

    ListingRenderer(
            Products products,
            SubProducts subProducts,
            Versions versions,
            Entitlements entitlements,
            JsonMapper json,
            BaseUrl base,
            PlatformTransactionManager transactions) {
        this.products = products;
        this.subProducts = subProducts;
        this.versions = versions;
        this.entitlements = entitlements;
        this.json = json;
        this.base = base;
        this.snapshot = new TransactionTemplate(transactions);
        // A count and the items it counts must be of one moment.
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
    }

    RenderedListing render(OrganizationId organization, Listing listing, LocalDate today) {
        return snapshot.execute(_ -> {
            var viewer = viewer(organization, today);
            return switch (listing) {
                case Listing.OfProducts() -> {
                    var all = products.visible(viewer).stream()
                            .map(ProductJson::of)
                            .toList();
                    yield rendered(all, all.size());
                }
                case Listing.OfSubProducts(var address, var paging) ->
                    rendered(subProducts
                            .visible(address, viewer, paging)
                            .orElseThrow(address::notFound)
                            .map(SubProductJson::of));
                case Listing.OfVersions(var address, var paging) ->
                    rendered(versions.visible(address, viewer, paging)
                            .orElseThrow(address::notFound)
                            .map(version -> json(address, version)));
                case Listing.OfLatestVersion(var address, var paging) ->
                    rendered(versions.latest(address, viewer, paging)
                            .orElseThrow(address::notFound)
                            .map(version -> json(address, version)));
            };
        });
    }

    /** Who looks: the organization with what is granted to it. */
    Viewer viewer(OrganizationId organization, LocalDate today) {
        return new Viewer(
                organization, entitlements.ofProducts(organization), entitlements.ofSubProducts(organization), today);
    }

    private VersionJson json(SubProductAddress address, Version version) {
        return VersionJson.of(
                version,
                base.setting().orElse("") + "/download/v1/products/" + address.product() + "/sub-products/"
                        + address.subProduct() + "/versions/" + version.slug() + "/release-notes");
    }

    private RenderedListing rendered(Page<?> page) {
        return rendered(page, page.total());
    }

    private RenderedListing rendered(Object body, long total) {
        return new RenderedListing(Rendered.of(json.writeValueAsBytes(body)), total);
    }
}
