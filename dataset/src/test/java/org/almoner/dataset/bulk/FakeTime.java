package org.almoner.dataset.bulk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when somebody sleeps. */
final class FakeTime implements InstantSource, Sleeper {

    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private Duration slept = Duration.ZERO;

    @Override
    public synchronized Instant instant() {
        return START.plus(slept);
    }

    @Override
    public synchronized void sleep(Duration time) {
        slept = slept.plus(time);
    }

    synchronized Duration slept() {
        return slept;
    }
}
