package org.almoner.server.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells that the retention date of a version has come, once. Nothing else happens to the version: it stays listed and can be had. */
@Component
class Expiries {

    private static final int AT_ONCE = 100;

    private final Versions versions;
    private final Changes changes;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Expiries(Versions versions, Changes changes, Clock clock, ApplicationEventPublisher events) {
        this.versions = versions;
        this.changes = changes;
        this.clock = clock;
        this.events = events;
    }

    /** Tells it of every version that can be had and whose retention date is today (UTC) or was before. */
    void tell() {
        var today = LocalDate.now(clock);
        for (var some = versions.expired(today, AT_ONCE); !some.isEmpty(); some = versions.expired(today, AT_ONCE)) {
            some.forEach(this::tell);
        }
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
