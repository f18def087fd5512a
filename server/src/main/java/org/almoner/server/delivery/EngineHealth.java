package org.almoner.server.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether this node finds what is due. That endpoints fail is their recipients' trouble and not this server's. */
final class EngineHealth implements HealthIndicator {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Supplier<Optional<Instant>> blindSince;
    private final Clock clock;

    /** @param blindSince since when the queue cannot be read */
    EngineHealth(Supplier<Optional<Instant>> blindSince, Clock clock) {
        this.blindSince = blindSince;
        this.clock = clock;
    }

    @Override
    public org.springframework.boot.health.contributor.Health health() {
        var since = blindSince.get();
        return since.isPresent() && since.get().plus(PATIENCE).isBefore(clock.instant())
                ? org.springframework.boot.health.contributor.Health.down()
                        .withDetail("queue_unreadable_since", since.get().toString())
                        .build()
                : org.springframework.boot.health.contributor.Health.up().build();
    }
}
