package org.almoner.server.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Remembers that the database is away, and when it is worth asking again: after a second, then twice as long, up to half a minute. */
final class Outage {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final InstantSource clock;
    private Duration pause = Duration.ZERO;
    private Instant over = Instant.MIN;

    Outage(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it is too early to ask again. */
    boolean isOn() {
        return clock.instant().isBefore(over);
    }

    /** @return whether this is news */
    boolean begin() {
        var news = pause.isZero();
        pause = news ? SHORTEST : min(pause.multipliedBy(2), LONGEST);
        over = clock.instant().plus(pause);
        return news;
    }

    /** @return whether this is news */
    boolean end() {
        var news = !pause.isZero();
        pause = Duration.ZERO;
        over = Instant.MIN;
        return news;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
