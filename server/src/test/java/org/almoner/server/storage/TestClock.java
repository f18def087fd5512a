package org.almoner.server.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told otherwise. */
final class TestClock implements InstantSource {

    private volatile Instant now;

    TestClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
