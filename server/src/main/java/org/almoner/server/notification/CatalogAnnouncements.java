package org.almoner.server.notification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.CatalogEvent;
import org.almoner.server.catalog.Release;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What clients are told of the catalogue. */
@Component
final class CatalogAnnouncements {

    private final Announcer announcer;
    private final Clock clock;

    CatalogAnnouncements(Announcer announcer, Clock clock) {
        this.announcer = announcer;
        this.clock = clock;
    }

    @EventListener
    void on(CatalogEvent event) {
        switch (event) {
            case CatalogEvent.VersionLaunched launched ->
                announce(EventType.VERSION_LAUNCHED, launched.release(), null);
            case CatalogEvent.VersionRetracted retracted -> {
                // What was never seen is not spoken of.
                if (retracted.launched()) {
                    announce(EventType.VERSION_RETRACTED, retracted.release(), retracted.reason());
                }
            }
            case CatalogEvent.VersionExpiring expiring ->
                announce(EventType.VERSION_EXPIRING, expiring.release(), null, expiring.retentionDate());
            case CatalogEvent.VersionExpired expired -> announce(EventType.VERSION_EXPIRED, expired.release(), null);
            case CatalogEvent.Granted granted ->
                announce(
                        EventType.ENTITLEMENT_GRANTED,
                        granted.granted(),
                        new Subject.OfEntitlement(granted.productSlug(), granted.subProductSlug()));
            case CatalogEvent.Revoked revoked ->
                announce(
                        EventType.ENTITLEMENT_REVOKED,
                        revoked.revoked(),
                        new Subject.OfEntitlement(revoked.productSlug(), revoked.subProductSlug()));
            case CatalogEvent.ProductAdded _,
                    CatalogEvent.ProductChanged _,
                    CatalogEvent.SubProductAdded _,
                    CatalogEvent.SubProductChanged _,
                    CatalogEvent.VersionDrafted _,
                    CatalogEvent.DraftChanged _,
                    CatalogEvent.DraftDeleted _,
                    CatalogEvent.FileUploaded _,
                    CatalogEvent.FileRejected _,
                    CatalogEvent.FileDeleted _,
                    CatalogEvent.VersionCommitted _,
                    CatalogEvent.LinkIssued _ -> {}
        }
    }

    private void announce(EventType type, Release release, @Nullable String reason) {
        announce(type, release, reason, null);
    }

    private void announce(EventType type, Release release, @Nullable String reason, @Nullable LocalDate retentionDate) {
        announcer.announce(List.of(new Event.New(
                type,
                Timestamps.now(clock),
                new Audience.OfSubProduct(release.subProductId()),
                Subject.OfVersion.of(release, reason, retentionDate))));
    }

    private void announce(EventType type, Collection<OrganizationId> to, Subject subject) {
        var now = Timestamps.now(clock);
        announcer.announce(to.stream()
                .map(organization -> new Event.New(type, now, new Audience.OfOrganization(organization), subject))
                .toList());
    }
}
