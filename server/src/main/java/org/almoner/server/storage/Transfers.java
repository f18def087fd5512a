package org.almoner.server.storage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.almoner.server.storage.BytePath.Download;
import org.almoner.server.storage.StorageEvent.Outcome;
import org.almoner.server.web.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** The transfers under way: each is counted, measured and reported when it ends. */
final class Transfers {

    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final Counter bytes;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> whenIdle = new AtomicReference<>();

    Transfers(ApplicationEventPublisher events, MeterRegistry meters, InstantSource clock) {
        this.events = events;
        this.clock = clock;
        this.bytes = Counter.builder("almoner.transfers.sent")
                .description("Bytes of objects sent, counted when a transfer ends")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("almoner.transfers.running", running, AtomicInteger::get)
                .description("Transfers under way")
                .register(meters);
    }

    /** @param planned how many bytes the body has */
    Transfer begin(Download download, long planned) {
        running.incrementAndGet();
        return new Transfer(this, Request.current(), download, planned, clock.instant());
    }

    int running() {
        return running.get();
    }

    /** Acts as soon as no transfer is under way and each has been reported; on whatever thread reports the last. */
    void whenIdle(Runnable act) {
        whenIdle.set(act);
        if (running.get() == 0) {
            actOnIdle();
        }
    }

    private void actOnIdle() {
        var act = whenIdle.getAndSet(null);
        if (act != null) {
            act.run();
        }
    }

    void ended(Transfer transfer, long sent, Outcome outcome) {
        bytes.increment((double) sent);
        var download = transfer.download();
        try {
            events.publishEvent(new StorageEvent.TransferEnded(
                    transfer.request(),
                    download.organization(),
                    download.clientId(),
                    download.object().key(),
                    download.name(),
                    download.fileName(),
                    sent,
                    transfer.planned(),
                    outcome,
                    Duration.between(transfer.startedAt(), clock.instant())));
        } finally {
            if (running.decrementAndGet() == 0) {
                actOnIdle();
            }
        }
    }
}
