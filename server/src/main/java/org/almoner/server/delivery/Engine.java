package org.almoner.server.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries what is due. One thread takes deliveries out of the queue; each then has a virtual thread of its own, and one of few permits while it uses the
 * processor: who has waited for its endpoint for a moment gives the permit up, so that those who hang hold nothing but a socket.
 */
final class Engine implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private static final int AT_ONCE = 500;

    /** What a try needs of the processor, with some to spare; after that it waits for its endpoint, and leaves its place to others. */
    private static final Duration AT_WORK = Duration.ofMillis(5);

    /** From when on a recipient is slow. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    /** How much of a lease must be left beyond the time-out: for the result to be written, and for clocks that disagree. */
    private static final Duration SPARE = Duration.ofSeconds(2);

    /** For how long those wait for which there is no place at their recipient. */
    private static final Duration CROWDED = Duration.ofMillis(250);

    private static final Duration CROWDED_IN_TROUBLE = Duration.ofSeconds(5);
    private static final Duration WITHOUT_LETTERS = Duration.ofSeconds(5);

    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(10);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int OPEN_TO_ALL = 1 << 20;

    private final Queue queue;
    private final Recipients recipients;
    private final TransactionTemplate transaction;
    private final Supplier<Optional<Letters>> port;
    private final Post post;
    private final ResultWriter results;
    private final Lanes lanes;
    private final Turns turns;
    private final Consequence consequence;
    private final DeliverySettings settings;
    private final Supplier<UUID> ids;
    private final Duration patience;
    private final Clock clock;

    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Work work;

    /** Whether there may be more than was last taken; the taker's own, but for those who wake it. */
    private volatile boolean hungry;

    private volatile @Nullable Instant blindSince;

    /** What there is from a start to a stop. */
    private static final class Work {
        private final Letters letters;
        private final Semaphore permits;
        private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("delivery-watch").daemon().factory());
        private volatile boolean stopping;
        private volatile @Nullable Thread taker;

        private Work(Letters letters, int concurrency) {
            this.letters = letters;
            permits = new Semaphore(concurrency);
            watch.setRemoveOnCancelPolicy(true);
        }
    }

    /**
     * @param port asked at the start, as whoever writes the letters also queues them; without it, the engine rests
     * @param ids of leases
     * @param patience how long tries that are under way at the stop may take to end by themselves; not negative
     */
    Engine(
            Queue queue,
            Recipients recipients,
            PlatformTransactionManager transactions,
            Supplier<Optional<Letters>> port,
            Post post,
            ResultWriter results,
            Consequence consequence,
            DeliverySettings settings,
            Supplier<UUID> ids,
            Duration patience,
            Clock clock) {
        this.queue = queue;
        this.recipients = recipients;
        this.transaction = new TransactionTemplate(transactions);
        this.port = port;
        this.post = post;
        this.results = results;
        this.lanes = new Lanes(settings.open());
        this.turns = new Turns(queue, recipients, transactions);
        this.consequence = consequence;
        this.settings = settings;
        this.ids = ids;
        this.patience = patience;
        this.clock = clock;
    }

    /** Has this node look for what is due now. */
    void look() {
        wake.release();
    }

    private Runnable leaving(Lanes.Place place) {
        return () -> {
            place.leave();
            eatIfHungry();
        };
    }

    private void eatIfHungry() {
        if (hungry && lanes.room() >= Math.min(AT_ONCE, settings.open()) / 2) {
            wake.release();
        }
    }

    /** How many tries are under way. */
    int open() {
        return exchanges.size();
    }

    /** Since when the queue cannot be read; empty if it can. */
    Optional<Instant> blindSince() {
        return Optional.ofNullable(blindSince);
    }

    private void take(Work current) {
        try {
            while (!current.stopping) {
                wake.drainPermits();
                var sleep = settings.polling();
                try {
                    hungry = takeSome(current);
                    if (!hungry) {
                        sleep = untilNext();
                    }
                    blindSince = null;
                } catch (RuntimeException e) {
                    // The database is away, or whoever writes the letters fails; what was taken comes back when its
                    // lease is over.
                    hungry = false;
                    if (blindSince == null) {
                        blindSince = clock.instant();
                        log.warn("Cannot look for deliveries that are due", e);
                    }
                }
                if (!current.stopping) {
                    wake.tryAcquire(sleep.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there may be more, for which there is no room now */
    private boolean takeSome(Work current) {
        while (!current.stopping) {
            var most = Math.min(AT_ONCE, lanes.room());
            if (most == 0) {
                return true;
            }
            var now = clock.instant();
            var claimed = transaction.execute(_ -> queue.claim(most, now, ids.get(), now.plus(settings.lease())));
            if (!claimed.isEmpty()) {
                send(current, claimed, now);
            }
            if (claimed.size() < most) {
                return false;
            }
        }
        return false;
    }

    private Duration untilNext() {
        var next = queue.nextDue()
                .map(due -> Duration.between(clock.instant(), due))
                .orElse(settings.polling());
        if (next.compareTo(settings.polling()) > 0) {
            return settings.polling();
        }
        return next.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : next;
    }

    /** Has those of some deliveries tried that may be now; the others are held, dropped or given back. */
    private void send(Work current, List<Claimed> claimed, Instant now) {
        var troubled = recipients.troubled(
                claimed.stream().map(one -> one.key().recipient()).collect(Collectors.toSet()));
        var paused = claimed.stream()
                .filter(one -> troubled.get(one.key().recipient()) instanceof Health.Paused)
                .toList();
        queue.hold(paused);
        var wanted = new ArrayList<>(claimed);
        wanted.removeAll(paused);
        var written = written(current.letters, wanted, now);
        var unwanted =
                wanted.stream().filter(one -> !written.containsKey(one.key())).toList();
        queue.drop(unwanted);
        wanted.removeAll(unwanted);
        var crowded = new ArrayList<Claimed>();
        for (var one : turns.take(wanted, written, now)) {
            var recipient = one.key().recipient();
            var place = lanes.place(recipient, troubled.containsKey(recipient));
            if (place.isEmpty()) {
                crowded.add(one);
            } else {
                var letter = Objects.requireNonNull(written.get(one.key()));
                Thread.ofVirtual().name("delivery").start(() -> deliver(current, one, letter, place.get()));
            }
        }
        putOff(crowded, troubled, now);
    }

    private Map<Letters.Key, Letter> written(Letters letters, List<Claimed> wanted, Instant now) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        try {
            return letters.letters(wanted.stream().map(Claimed::key).toList());
        } catch (RuntimeException e) {
            transaction.executeWithoutResult(_ -> queue.giveBack(wanted, now.plus(WITHOUT_LETTERS)));
            throw e;
        }
    }

    private void putOff(Collection<Claimed> crowded, Map<UUID, Health> troubled, Instant now) {
        var inTrouble = crowded.stream()
                .collect(Collectors.partitioningBy(one -> lanes.inTrouble(
                        one.key().recipient(), troubled.containsKey(one.key().recipient()))));
        inTrouble.forEach((trouble, some) -> {
            if (!some.isEmpty()) {
                var until = now.plus(trouble ? CROWDED_IN_TROUBLE : CROWDED);
                transaction.executeWithoutResult(_ -> {
                    queue.giveBack(some, until);
                    // With all that waits behind them: it would only be taken in vain.
                    queue.putOff(
                            some.stream()
                                    .map(one -> one.key().recipient())
                                    .collect(Collectors.toCollection(HashSet::new)),
                            now,
                            until);
                });
            }
        });
    }

    private void deliver(Work current, Claimed delivery, Letter letter, Lanes.Place place) {
        place.awaitTry();
        try {
            var permit = new Permit(current.permits);
            try {
                tryNow(current, delivery, letter, place, permit);
            } finally {
                permit.release();
            }
        } catch (RuntimeException e) {
            // It comes back when its lease is over.
            log.error("A delivery could not be tried", e);
            place.leave();
        } finally {
            place.tryOver();
        }
    }

    /** The right to use the processor, which may be given back by somebody else before its holder does. */
    private static final class Permit {

        private final Semaphore permits;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Permit(Semaphore permits) {
            this.permits = permits;
            permits.acquireUninterruptibly();
        }

        private void release() {
            if (held.compareAndSet(true, false)) {
                permits.release();
            }
        }
    }

    private void tryNow(Work current, Claimed delivery, Letter letter, Lanes.Place place, Permit permit) {
        var begun = clock.instant();
        if (current.stopping
                || place.overtakenByTrouble()
                || begun.plus(settings.timeout()).plus(SPARE).isAfter(delivery.leasedUntil())) {
            results.giveBack(delivery, current.stopping ? begun : begun.plus(CROWDED_IN_TROUBLE), leaving(place));
            return;
        }
        var exchange = new Exchange();
        exchanges.add(exchange);
        if (current.stopping) {
            // The stop may have broken off the others already.
            exchange.breakOff();
        }
        var timeOut =
                current.watch.schedule(exchange::timeOut, settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        var atWork = current.watch.schedule(permit::release, AT_WORK.toNanos(), TimeUnit.NANOSECONDS);
        Outcome outcome;
        try {
            outcome = post.send(letter, exchange);
        } finally {
            timeOut.cancel(false);
            atWork.cancel(false);
            exchanges.remove(exchange);
        }
        var ended = clock.instant();
        // Clocks are put back now and then.
        var took = ended.isBefore(begun) ? Duration.ZERO : Duration.between(begun, ended);
        lanes.was(delivery.key().recipient(), took.compareTo(SLOW) > 0);
        consequence
                .of(delivery, letter.policy(), outcome, begun, took)
                .ifPresentOrElse(
                        tried -> results.add(tried, leaving(place)),
                        () -> results.giveBack(delivery, clock.instant(), leaving(place)));
    }

    @Override
    public void start() {
        var letters = port.get();
        if (letters.isEmpty()) {
            return;
        }
        var fresh = new Work(letters.get(), settings.concurrency());
        results.start();
        work = fresh;
        fresh.taker = Thread.ofPlatform().name("delivery-queue").daemon().start(() -> take(fresh));
    }

    /** Ends in order: nothing new is begun, what is under way may end within a bound, and the rest is given back for others to go on with. */
    @Override
    public void stop() {
        var current = work;
        if (current == null) {
            return;
        }
        work = null;
        current.stopping = true;
        wake.release();
        try {
            var taker = current.taker;
            if (taker != null) {
                taker.join(GRACE);
            }
            // Those who wait for a permit are to find out that there is nothing to wait for.
            current.permits.release(OPEN_TO_ALL);
            lanes.awaitEmpty(patience);
            exchanges.forEach(Exchange::breakOff);
            lanes.awaitEmpty(GRACE);
            results.stop(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            current.watch.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return work != null;
    }
}
