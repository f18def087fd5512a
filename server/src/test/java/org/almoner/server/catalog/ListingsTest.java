package org.almoner.server.catalog;

import java.time.Instant;
import java.util.List;

import org.almoner.server.TestDatabase;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.web.Paging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.catalog.CatalogWorld.HOSPITAL;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHER;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHING;
import static org.almoner.server.catalog.CatalogWorld.STRANGER;
import static org.almoner.server.catalog.CatalogWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

/** Rendered listings are kept as long as they are right, and no longer. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ListingsTest {

    private final CatalogWorld world;
    private final SubProductAddress us;
    private final Listing versions;

    ListingsTest(TestDatabase database) {
        world = new CatalogWorld(database.fresh());
        us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        world.aVersion(us, "2026");
        versions = new Listing.OfVersions(us, new Paging(1, 10));
    }

    @Test
    void aListingIsRenderedOnce() {
        assertThat(find()).isSameAs(find());
    }

    @Test
    void equalListingsHaveEqualTagsOnEveryServerNode() {
        assertThat(find().answer().etag()).matches("\"[A-Za-z0-9_-]{22}\"");
        var before = find().answer();
        world.revision.moveOn();

        assertThat(find().answer()).isNotSameAs(before);
        assertThat(find().answer().etag()).isEqualTo(before.etag());
    }

    @Test
    void organizationsDoNotShareListings() {
        assertThat(world.listings.find(STRANGER.id(), versions)).isNotSameAs(find());
    }

    @Test
    void everyChangeThatCanBeSeenIsSeenByTheNextRequest() {
        var later = world.aDraft(us, "2027", day("2027-10-01"), day("2026-12-01"));
        world.upload(later, "codes.csv", "A00");
        for (Runnable change : List.<Runnable>of(
                () -> world.aVersion(us, "another"),
                () -> world.versions.commit(PUBLISHING, later, false),
                () -> world.versions.retract(PUBLISHING, later, "Too early"),
                () -> world.aProduct("LOINC"),
                () -> world.products.change(PUBLISHING, new Address.ProductAddress(us.product()), before -> before),
                () -> world.subProducts.change(PUBLISHING, us, before -> before),
                () -> world.grant(HOSPITAL, us),
                () -> world.grants.withdraw(PUBLISHING, HOSPITAL.id(), us),
                () -> world.clock.set(Instant.parse("2026-12-01T00:00:00Z")))) {
            var before = find();
            change.run();
            assertThat(find()).isNotSameAs(before);
        }
    }

    @Test
    void whatOnlyThePublisherSeesLeavesListingsAlone() {
        var before = find();

        var draft = world.aDraft(us, "2027");
        world.upload(draft, "codes.csv", "A00");
        world.versions.change(PUBLISHING, draft, details -> details);
        world.versions.delete(PUBLISHING, draft);

        assertThat(find()).isSameAs(before);
    }

    private RenderedListing find() {
        return world.listings.find(HOSPITAL.id(), versions);
    }
}
