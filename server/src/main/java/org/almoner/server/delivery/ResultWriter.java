package org.almoner.server.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what came of tries, many in one transaction. While the database is away it tries on: what is never written is tried again by whoever finds
 * its lease over.
 */
final class ResultWriter {

    private static final Logger log = LoggerFactory.getLogger(ResultWriter.class);

    private static final int AT_ONCE = 500;

    private final Queue queue;
    private final Recipients recipients;
    private final TransactionTemplate transaction;
    private final Duration pauseAfter;
    private final Duration gathering;
    private final Duration betweenTries;
    private final Tally tally;
    private final Clock clock;
    private final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    /** What is to be written. */
    private sealed interface Note {
        Runnable after();

        record Of(Tried tried, Runnable after) implements Note {}

        record GivenBack(Claimed delivery, Instant due, Runnable after) implements Note {}

        /** Nothing, but somebody stops the writer. */
        record Stop(Runnable after) implements Note {}
    }

    /**
     * @param pauseAfter after how long without a success a recipient is paused
     * @param gathering how long to wait for more before writing
     * @param betweenTries how long to wait if the database takes nothing
     */
    ResultWriter(
            Queue queue,
            Recipients recipients,
            PlatformTransactionManager transactions,
            Duration pauseAfter,
            Duration gathering,
            Duration betweenTries,
            Tally tally,
            Clock clock) {
        this.queue = queue;
        this.recipients = recipients;
        this.transaction = new TransactionTemplate(transactions);
        this.pauseAfter = pauseAfter;
        this.gathering = gathering;
        this.betweenTries = betweenTries;
        this.tally = tally;
        this.clock = clock;
    }

    /** @param after what to do once it is written, or given up */
    void add(Tried tried, Runnable after) {
        notes.add(new Note.Of(tried, after));
    }

    /** Gives a delivery back that was not tried. */
    void giveBack(Claimed delivery, Instant due, Runnable after) {
        notes.add(new Note.GivenBack(delivery, due, after));
    }

    void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("delivery-results").daemon().start(this::write);
    }

    /** Writes what is still there and ends; for so long at most if the database takes nothing. */
    void stop(Duration atMost) throws InterruptedException {
        stopping = true;
        notes.add(new Note.Stop(() -> {}));
        var running = thread;
        if (running != null && !running.join(atMost)) {
            log.warn("Results of deliveries could not be written; what they are of is tried again in a while");
        }
        thread = null;
    }

    private void write() {
        try {
            while (!stopping || !notes.isEmpty()) {
                var some = new ArrayList<Note>();
                some.add(notes.take());
                // Each transaction costs a visit to the disk, however little is in it.
                if (!stopping) {
                    TimeUnit.NANOSECONDS.sleep(gathering.toNanos());
                }
                notes.drainTo(some, AT_ONCE - 1);
                if (writeSurely(some)) {
                    some.forEach(this::count);
                }
                some.forEach(note -> note.after().run());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(Note note) {
        switch (note) {
            case Note.Of done -> tally.count(done.tried());
            case Note.GivenBack _, Note.Stop _ -> {}
        }
    }

    /** @return whether it is written; only a writer that is stopped gives up */
    private boolean writeSurely(List<Note> some) throws InterruptedException {
        var complained = false;
        while (true) {
            try {
                transaction.executeWithoutResult(_ -> write(some));
                return true;
            } catch (DataAccessException | TransactionException e) {
                if (stopping) {
                    log.warn(
                            "Results of {} deliveries are lost; they are tried again in a while: {}",
                            some.size(),
                            e.getMessage());
                    return false;
                }
                if (!complained) {
                    log.warn("Cannot write results of deliveries yet: {}", e.getMessage());
                    complained = true;
                }
                TimeUnit.NANOSECONDS.sleep(betweenTries.toNanos());
            }
        }
    }

    private void write(List<Note> some) {
        var tries = new ArrayList<Tried>();
        var givenBack = new HashMap<Instant, List<Claimed>>();
        for (var note : some) {
            switch (note) {
                case Note.Of done -> tries.add(done.tried());
                case Note.GivenBack untried ->
                    givenBack
                            .computeIfAbsent(untried.due(), _ -> new ArrayList<>())
                            .add(untried.delivery());
                case Note.Stop _ -> {}
            }
        }
        var paused = noteHealth(tries);
        queue.record(tries);
        paused.forEach(queue::holdAll);
        givenBack.forEach((due, deliveries) -> queue.giveBack(deliveries, due));
    }

    /** @return who is paused now */
    private List<UUID> noteHealth(List<Tried> tries) {
        var latest = new HashMap<UUID, Tried>();
        var succeeded = new HashSet<UUID>();
        for (var tried : tries) {
            var recipient = tried.delivery().key().recipient();
            latest.merge(recipient, tried, (one, other) -> one.endedAt().isAfter(other.endedAt()) ? one : other);
            if (tried.failure().isEmpty()) {
                succeeded.add(recipient);
            }
        }
        recipients.succeeded(succeeded.stream().sorted().toList());
        var failed = latest.entrySet().stream()
                .filter(entry -> entry.getValue().failure().isPresent())
                .sorted(Map.Entry.comparingByKey())
                .toList();
        for (var entry : failed) {
            var tried = entry.getValue();
            recipients.failed(entry.getKey(), tried.endedAt(), tried.failure().orElseThrow());
        }
        if (failed.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var paused = recipients.pauseLongFailing(
                failed.stream().map(Map.Entry::getKey).toList(),
                now.minus(pauseAfter),
                now,
                "Nothing could be delivered for " + days(pauseAfter) + ". Put the endpoint right, then resume.");
        paused.forEach(recipient -> log.info("Recipient {} is paused after failing for {}", recipient, pauseAfter));
        return paused;
    }

    private static String days(Duration time) {
        return time.toDays() > 0 ? time.toDays() + " days" : time.toHours() + " hours";
    }
}
