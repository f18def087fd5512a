package org.almoner.server.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.almoner.server.access.OrganizationId;
import org.springframework.stereotype.Component;

/**
 * The listings of the Download API, rendered once and kept until something changes. What makes an answer is its key: who asks, for
 * what, at which revision of the catalogue, on which day (versions launch at midnight). So nothing ever has to be thrown out, on this
 * server node or any other; what is out of date is just not asked for again.
 */
@Component
class Listings {

    /** What an entry takes besides its bytes, roughly. */
    private static final int OVERHEAD = 500;

    private final CatalogRevision revision;
    private final ListingRenderer renderer;
    private final Clock clock;
    private final Cache<Key, RenderedListing> rendered;

    Listings(CatalogRevision revision, ListingRenderer renderer, Clock clock, CatalogSettings settings) {
        this.revision = revision;
        this.renderer = renderer;
        this.clock = clock;
        this.rendered = Caffeine.newBuilder()
                .maximumWeight(settings.listingCache().toBytes())
                .<Key, RenderedListing>weigher(
                        (_, listing) -> OVERHEAD + listing.answer().body().length)
                .build();
    }

    private record Key(OrganizationId organization, Listing listing, long revision, LocalDate today) {}

    /** The listing as the organization sees it now. */
    RenderedListing find(OrganizationId organization, Listing listing) {
        // The revision is read before anything else, so an answer is never older than its key says.
        var key = new Key(organization, listing, revision.current(), LocalDate.now(clock));
        Function<Key, RenderedListing> render = _ -> renderer.render(organization, listing, key.today());
        return rendered.get(key, render);
    }
}
