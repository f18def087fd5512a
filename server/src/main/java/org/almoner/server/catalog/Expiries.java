package org.almoner.server.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells that the retention date of a version is near, and that it has come, each once. Nothing else happens to the version: it stays listed and can be had. */
@Component
class Expiries {

    private static final int AT_ONCE = 100;

    private final Versions versions;
    private final Changes changes;
    private final Duration notice;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Expiries(
            Versions versions,
            Changes changes,
            CatalogSettings settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.changes = changes;
        this.notice = settings.expiryNotice();
        this.clock = clock;
        this.events = events;
    }

    /** Tells it of every version that can be had and whose retention date is near (UTC), is today or was before. */
    void tell() {
        var today = LocalDate.now(clock);
        var until = today.plusDays(notice.toDays());
        for (var some = versions.expiring(today, until, AT_ONCE);
                !some.isEmpty();
                some = versions.expiring(today, until, AT_ONCE)) {
            some.forEach(this::announce);
        }
        for (var some = versions.expired(today, AT_ONCE); !some.isEmpty(); some = versions.expired(today, AT_ONCE)) {
            some.forEach(this::tell);
        }
    }

    private void announce(UUID version) {
        changes.hidden(() -> {
            versions.announceExpiry(version, Timestamps.now(clock))
                    .ifPresent(date -> events.publishEvent(new CatalogEvent.VersionExpiring(
                            versions.publisher(version), versions.release(version), date)));
            return version;
        });
    }

    private void tell(UUID version) {
        changes.hidden(() -> {
            if (versions.expire(version, Timestamps.now(clock))) {
                events.publishEvent(
                        new CatalogEvent.VersionExpired(versions.publisher(version), versions.release(version)));
            }
            return version;
        });
    }
}
