package org.almoner.server.audit;

import org.almoner.server.catalog.CatalogEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts the catalogue's changes, and the links it gives out, into the audit. */
@Component
final class CatalogListener {

    private final Recorder recorder;

    CatalogListener(Recorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(CatalogEvent event) {
        switch (event) {
            case CatalogEvent.ProductAdded _ -> recorder.change(of("product-added", event));
            case CatalogEvent.ProductChanged _ -> recorder.change(of("product-changed", event));
            case CatalogEvent.SubProductAdded _ -> recorder.change(of("sub-product-added", event));
            case CatalogEvent.SubProductChanged _ -> recorder.change(of("sub-product-changed", event));
            case CatalogEvent.VersionDrafted _ -> recorder.change(of("version-drafted", event));
            case CatalogEvent.DraftChanged _ -> recorder.change(of("draft-changed", event));
            case CatalogEvent.DraftDeleted _ -> recorder.change(of("draft-deleted", event));
            case CatalogEvent.FileUploaded _ -> recorder.change(of("file-uploaded", event));
            case CatalogEvent.FileRejected _ -> recorder.note(of("file-rejected", event));
            case CatalogEvent.FileDeleted _ -> recorder.change(of("file-deleted", event));
            case CatalogEvent.VersionCommitted _ -> recorder.change(of("version-committed", event));
            case CatalogEvent.VersionLaunched _ -> recorder.change(of("version-launched", event));
            case CatalogEvent.VersionRetracted _ -> recorder.change(of("version-retracted", event));
            case CatalogEvent.VersionExpiring _ -> recorder.change(of("version-expiring", event));
            case CatalogEvent.VersionExpired _ -> recorder.change(of("version-expired", event));
            // Who granted what, or changed the sub-product, is told by whoever did it.
            case CatalogEvent.Granted _, CatalogEvent.Revoked _ -> {}
            case CatalogEvent.LinkIssued _ -> recorder.note(of("link-issued", event));
        }
    }

    private static Happening of(String name, CatalogEvent event) {
        return new Happening(
                name,
                event.refused() ? Outcome.REFUSED : Outcome.DONE,
                event.organization(),
                event.clientId(),
                event.object(),
                event.detail(),
                null);
    }
}
