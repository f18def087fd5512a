package org.almoner.server.catalog;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.almoner.server.access.Caller;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.failure.Conflict;
import org.almoner.server.storage.Objects;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What a publisher does with versions: draft, commit, retract. */
@Component
class VersionPublishing {

    private final SubProductPublishing subProducts;
    private final Versions versions;
    private final ReleaseFiles files;
    private final FileRemoval removal;
    private final Objects objects;
    private final Launches launches;
    private final VersionManifests manifests;
    private final VersionContents contents;
    private final DraftCheck check;
    private final Changes changes;
    private final Slugs slugs;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    VersionPublishing(
            SubProductPublishing subProducts,
            Versions versions,
            ReleaseFiles files,
            FileRemoval removal,
            Objects objects,
            Launches launches,
            VersionManifests manifests,
            VersionContents contents,
            DraftCheck check,
            Changes changes,
            Slugs slugs,
            Supplier<UUID> ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.subProducts = subProducts;
        this.versions = versions;
        this.files = files;
        this.removal = removal;
        this.objects = objects;
        this.launches = launches;
        this.manifests = manifests;
        this.contents = contents;
        this.check = check;
        this.changes = changes;
        this.slugs = slugs;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    Version draft(Caller caller, SubProductAddress address, VersionDetails details) {
        return changes.hidden(() -> {
            var subProduct = subProducts.find(caller, address);
            var slug = slugs.draw(details.name(), "version", candidate -> versions.isTaken(subProduct.id(), candidate));
            var id = ids.get();
            versions.add(
                    id,
                    subProduct.id(),
                    slug,
                    details,
                    Timestamps.now(clock),
                    caller.organization().name());
            manifests.prepare(id);
            var drafted = address.version(slug);
            events.publishEvent(new CatalogEvent.VersionDrafted(
                    caller.organization().id().value(), caller.clientId(), drafted.toString(), id));
            return find(caller, drafted);
        });
    }

    /**
     * Changes what is said of a draft; its slug stays.
     *
     * @throws Conflict if it is no draft any more
     */
    Version change(Caller caller, VersionAddress address, UnaryOperator<VersionDetails> change) {
        return changes.hidden(() -> {
            var draft = lockedDraft(caller, address);
            versions.change(
                    draft.id(),
                    change.apply(draft.details()),
                    Timestamps.now(clock),
                    caller.organization().name());
            events.publishEvent(new CatalogEvent.DraftChanged(
                    caller.organization().id().value(), caller.clientId(), address.toString(), draft.id()));
            return find(caller, address);
        });
    }

    /**
     * Throws a draft away, with its files and their bytes.
     *
     * @throws Conflict if it is no draft any more
     */
    void delete(Caller caller, VersionAddress address) {
        changes.hidden(() -> {
            var draft = lockedDraft(caller, address);
            files.of(draft.id()).forEach(removal::remove);
            versions.delete(draft.id());
            events.publishEvent(new CatalogEvent.DraftDeleted(
                    caller.organization().id().value(), caller.clientId(), address.toString(), draft.id()));
            return draft;
        });
    }

    /**
     * Publishes a draft: from now on it is final, and it is seen from its launch date on.
     *
     * @param accepted whether it is to be published whatever a check of it finds
     * @throws Conflict if it is no draft any more, has no files, or one of them is not whole; if it does not pass its check, or that takes
     *     longer than anybody waits for an answer
     */
    Version commit(Caller caller, VersionAddress address, boolean accepted) {
        var checked = contents.draft(caller, address);
        var codeChanges = check.check(checked, accepted);
        return changes.visible(() -> {
            var draft = lockedDraft(caller, address);
            if (!contents.whole(draft).equals(checked)) {
                throw new Conflict("The draft was changed while it was being checked. Commit it again.");
            }
            versions.commit(
                    draft.id(), Timestamps.now(clock), caller.organization().name());
            codeChanges.ifPresent(found -> versions.addChanges(draft.id(), found));
            var release = versions.release(draft.id());
            events.publishEvent(
                    new CatalogEvent.VersionCommitted(caller.organization().id().value(), caller.clientId(), release));
            launches.plan(caller, release);
            var committed = find(caller, address);
            manifests.sign(committed);
            return committed;
        });
    }

    /**
     * Withdraws a committed version: it stays listed, its files and the links to them are gone.
     *
     * @throws Conflict if it is a draft, or retracted already
     */
    Version retract(Caller caller, VersionAddress address, String reason) {
        return changes.visible(() -> {
            var version = locked(caller, address);
            version.requireCanBecome(VersionState.RETRACTED);
            var release = versions.release(version.id());
            var launched = launches.catchUp(caller, release);
            versions.retract(
                    version.id(),
                    reason,
                    Timestamps.now(clock),
                    caller.organization().name());
            files.of(version.id()).stream()
                    .map(ReleaseFile::stored)
                    .filter(stored -> stored != null)
                    .forEach(stored -> objects.withdraw(stored.object()));
            events.publishEvent(new CatalogEvent.VersionRetracted(
                    caller.organization().id().value(), caller.clientId(), release, reason, launched));
            return find(caller, address);
        });
    }

    Version find(Caller caller, VersionAddress address) {
        return versions.find(address, Reach.of(caller)).orElseThrow(address::notFound);
    }

    /** All versions of a sub-product, newest first. */
    Page<Version> page(Caller caller, SubProductAddress address, Paging paging) {
        return versions.page(address, Reach.of(caller), paging).orElseThrow(address::notFound);
    }

    /** The draft at an address, which nobody else changes until the transaction ends. */
    Version lockedDraft(Caller caller, VersionAddress address) {
        var version = locked(caller, address);
        version.requireCanBecome(VersionState.COMMITTED);
        return version;
    }

    private Version locked(Caller caller, VersionAddress address) {
        versions.lock(find(caller, address).id());
        // Read again: what was read before the lock may have changed until it was got.
        return find(caller, address);
    }
}
