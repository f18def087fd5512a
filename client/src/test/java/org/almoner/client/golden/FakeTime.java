package org.almoner.client.golden;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.almoner.client.http.Sleeper;

/** Time that passes only when somebody sleeps, and then at once. */
public final class FakeTime implements InstantSource, Sleeper {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T20:00:00Z"));
    private final List<Duration> slept = new CopyOnWriteArrayList<>();

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public void sleep(Duration time) {
        slept.add(time);
        pass(time);
    }

    public void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }

    /** All waits so far. */
    public List<Duration> slept() {
        return List.copyOf(slept);
    }
}
