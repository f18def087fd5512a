package org.almoner.server.syndication;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import org.almoner.server.access.Caller;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.Objects;
import org.almoner.server.syndication.SyndicationEvent.ExtractDeleted;
import org.almoner.server.syndication.SyndicationEvent.ExtractExpired;
import org.almoner.server.syndication.SyndicationEvent.ExtractWithdrawn;
import org.almoner.server.syndication.SyndicationEvent.Released;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What operators, and time, do with extracts that have been released. */
@Component
class ExtractAdmin {

    private static final String EXPIRED = "Expired";
    private static final int AT_ONCE = 100;

    private final Extracts extracts;
    private final Populations populations;
    private final PopulationAdmin owners;
    private final Objects objects;
    private final Changes changes;
    private final SyndicationSettings.Retention settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ExtractAdmin(
            Extracts extracts,
            Populations populations,
            PopulationAdmin owners,
            Objects objects,
            Changes changes,
            SyndicationSettings settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.extracts = extracts;
        this.populations = populations;
        this.owners = owners;
        this.objects = objects;
        this.changes = changes;
        this.settings = settings.retention();
        this.clock = clock;
        this.events = events;
    }

    Page<Extract> page(@Nullable OrganizationId organization, @Nullable UUID population, Paging paging) {
        return extracts.page(organization, population, paging);
    }

    /** @throws NotFound if there is no such extract */
    Extract find(long id) {
        return extracts.find(id).orElseThrow(() -> new NotFound("There is no such extract."));
    }

    /**
     * Withdraws an extract: from now on it can be had no more.
     *
     * @throws Conflict if it was withdrawn before
     */
    Extract withdraw(Caller caller, long id, String reason) {
        return changes.make(() -> {
            var extract = find(id);
            populations.lock(extract.populationId());
            if (!withdraw(
                    extract,
                    reason,
                    withdrawn -> new ExtractWithdrawn(
                            caller.organization().id().value(), caller.clientId(), withdrawn, reason))) {
                throw new Conflict("The extract was withdrawn already.");
            }
            return find(id);
        });
    }

    private boolean withdraw(Extract extract, String reason, Function<Released, SyndicationEvent> event) {
        if (!extracts.withdraw(extract.id(), reason, Timestamps.now(clock))) {
            return false;
        }
        if (extract.object() != null) {
            objects.withdraw(extract.object());
        }
        // Nothing can start from what nobody has.
        extracts.find(extract.id()).map(Extract::index).ifPresent(index -> {
            extracts.dropIndex(extract.id());
            objects.delete(index);
        });
        var population = owners.find(extract.populationId()).name();
        events.publishEvent(event.apply(Released.of(extract, population)));
        return true;
    }

    /** Withdraws what has been kept long enough, and deletes the bytes of what was withdrawn long enough ago. */
    void tidyUp() {
        var retention = new Retention(settings);
        for (var population : populations.all()) {
            changes.make(() -> {
                populations.lock(population.id());
                var expired = retention.expired(extracts.of(population.id()), clock.instant());
                expired.forEach(extract -> withdraw(
                        extract,
                        EXPIRED,
                        ended -> new ExtractExpired(extract.organization().value(), ended)));
                return expired;
            });
        }
        var before = clock.instant().minus(settings.bytes());
        while (deleteBytes(before) == AT_ONCE) {
            // There are more.
        }
    }

    private int deleteBytes(Instant before) {
        var some = extracts.withdrawnBefore(before, AT_ONCE);
        for (var extract : some) {
            changes.make(() -> {
                var object = extract.object();
                if (object != null) {
                    extracts.dropObject(extract.id());
                    objects.delete(object);
                    events.publishEvent(
                            new ExtractDeleted(extract.organization().value(), extract.id(), extract.fileName()));
                }
                return extract;
            });
        }
        return some.size();
    }
}
