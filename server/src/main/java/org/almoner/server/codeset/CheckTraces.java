package org.almoner.server.codeset;

import java.util.UUID;
import java.util.function.BiConsumer;

import org.almoner.server.catalog.CatalogEvent;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What checks leave behind goes when the version goes. */
@Component
class CheckTraces {

    private final CheckRows rows;
    private final Objects objects;

    CheckTraces(CheckRows rows, Objects objects) {
        this.rows = rows;
        this.objects = objects;
    }

    /** In the transaction of what has happened. */
    @EventListener
    void on(CatalogEvent.DraftDeleted deleted) {
        remove(deleted.versionId());
    }

    /** In the transaction of what has happened: what changed can be had no more than the files themselves. */
    @EventListener
    void on(CatalogEvent.VersionRetracted retracted) {
        changes(retracted.release().versionId(), Objects::withdraw);
    }

    /** Forgets the check of a version, if there is one, and its changes in the store. */
    void remove(UUID versionId) {
        changes(versionId, Objects::delete);
        rows.delete(versionId);
    }

    private void changes(UUID versionId, BiConsumer<Objects, ObjectKey> end) {
        rows.find(versionId)
                .map(Check::outcome)
                .map(Check.Outcome::changes)
                .ifPresent(file -> end.accept(objects, file.object()));
    }
}
