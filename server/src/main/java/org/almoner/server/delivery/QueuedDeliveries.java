package org.almoner.server.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue as others use it. */
final class QueuedDeliveries implements Deliveries {

    private static final Health FINE = new Health.Fine();

    /** Letters are made for as many at once. */
    private static final int AT_ONCE = 500;

    private final Queue queue;
    private final Reports reports;
    private final Recipients recipients;
    private final Supplier<Optional<Letters>> port;
    private final TransactionTemplate transaction;
    private final Runnable look;
    private final Clock clock;

    /**
     * @param port asked when letters are needed, as whoever writes them also queues them
     * @param look has this node look for what is due
     */
    QueuedDeliveries(
            Queue queue,
            Reports reports,
            Recipients recipients,
            Supplier<Optional<Letters>> port,
            PlatformTransactionManager transactions,
            Runnable look,
            Clock clock) {
        this.queue = queue;
        this.reports = reports;
        this.recipients = recipients;
        this.port = port;
        this.transaction = new TransactionTemplate(transactions);
        this.look = look;
        this.clock = clock;
    }

    @Override
    public void queue(Collection<NewDelivery> some) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Deliveries must be queued in the transaction that makes them necessary");
        }
        queue.add(some, clock.instant());
        lookAfterCommit();
    }

    @Override
    public int replay(UUID recipient, Instant since) {
        return replay(recipient, EnumSet.of(DeliveryState.DELIVERED, DeliveryState.DEAD), since);
    }

    @Override
    public int replayDead(UUID recipient) {
        return replay(recipient, EnumSet.of(DeliveryState.DEAD), Instant.EPOCH);
    }

    private int replay(UUID recipient, Set<DeliveryState> states, Instant since) {
        return changing(() -> {
            var replayed = 0;
            var last = 0L;
            List<Queue.Ended> some;
            do {
                some = queue.ended(recipient, states, since, last, AT_ONCE);
                replayed += queue.replay(wanted(recipient, some), clock.instant());
                last = some.isEmpty() ? last : some.getLast().id();
            } while (some.size() == AT_ONCE);
            return replayed;
        });
    }

    /** Those that there is a letter for: the others would be dropped before they are tried, and be missing from what is known of the recipient. */
    private List<Queue.Ended> wanted(UUID recipient, List<Queue.Ended> some) {
        var keys = some.stream()
                .map(one -> new Letters.Key(recipient, one.message()))
                .toList();
        var letters = port.get().map(writer -> writer.letters(keys)).orElse(Map.of());
        return some.stream()
                .filter(one -> letters.containsKey(new Letters.Key(recipient, one.message())))
                .toList();
    }

    @Override
    public void resume(UUID recipient) {
        changing(() -> {
            if (recipients.resume(recipient)) {
                queue.releaseAll(recipient, clock.instant());
            }
            return 0;
        });
    }

    @Override
    public void pause(UUID recipient) {
        changing(() -> {
            if (recipients.pause(recipient, clock.instant(), "Paused on request.")) {
                queue.holdAll(recipient);
            }
            return 0;
        });
    }

    @Override
    public void forget(Collection<UUID> some) {
        changing(() -> {
            recipients.forget(some);
            queue.forget(some);
            return 0;
        });
    }

    @FunctionalInterface
    private interface Change {
        int make();
    }

    private int changing(Change change) {
        return transaction.execute(_ -> {
            var changed = change.make();
            lookAfterCommit();
            return changed;
        });
    }

    private void lookAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                look.run();
            }
        });
    }

    @Override
    public Map<UUID, Health> health(Collection<UUID> some) {
        var troubled = recipients.troubled(some);
        var all = new HashMap<UUID, Health>();
        some.forEach(recipient -> all.put(recipient, troubled.getOrDefault(recipient, FINE)));
        return all;
    }

    @Override
    public Page<DeliveryReport> reports(UUID recipient, Set<DeliveryState> states, Paging paging) {
        return reports.of(recipient, states, paging);
    }
}
