package org.almoner.client.download;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.client.failure.AlmonerException;

/** Remembers what it hears. */
class Heard implements DownloadListener {

    final List<String> restarts = new CopyOnWriteArrayList<>();
    final List<AlmonerException> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger links = new AtomicInteger();
    final AtomicInteger mostConnections = new AtomicInteger(1);

    @Override
    public void restarted(String fileName, String why) {
        restarts.add(why);
    }

    @Override
    public void waiting(String fileName, AlmonerException failure, Duration pause) {
        failures.add(failure);
    }

    @Override
    public void relinked(String fileName) {
        links.incrementAndGet();
    }

    @Override
    public void connections(String fileName, int number) {
        mostConnections.accumulateAndGet(number, Math::max);
    }
}
