package org.almoner.server.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns at throttled recipients. All nodes take them from one table, so that all together keep to the throttle. */
final class Turns {

    /** Turns that are as near count as come; shorter ones would cost a visit to the database each. */
    private static final Duration NEAR = Duration.ofMillis(50);

    /** A turn that is past by more is lost: all that were missed at once are what the throttle is against. */
    private static final Duration MISSED = Duration.ofSeconds(2);

    private final Queue queue;
    private final Recipients recipients;
    private final TransactionTemplate transaction;

    Turns(Queue queue, Recipients recipients, PlatformTransactionManager transactions) {
        this.queue = queue;
        this.recipients = recipients;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Deliveries to one recipient that have no turn yet. */
    private record Throttled(Duration every, List<Claimed> deliveries) {}

    /**
     * Takes turns for deliveries that need one.
     *
     * @param letters those of the deliveries
     * @return what may be sent now; the rest is given back until its turn
     */
    List<Claimed> take(List<Claimed> deliveries, Map<Letters.Key, Letter> letters, Instant now) {
        var free = new ArrayList<Claimed>();
        var throttled = new HashMap<UUID, Throttled>();
        for (var one : deliveries) {
            switch (Objects.requireNonNull(letters.get(one.key())).throttle()) {
                case Throttle.Unlimited _ -> free.add(one);
                case Throttle.PerSecond(var rate) -> {
                    if (hasItsTurn(one, now)) {
                        free.add(one);
                    } else {
                        throttled
                                .computeIfAbsent(
                                        one.key().recipient(),
                                        _ -> new Throttled(Duration.ofSeconds(1).dividedBy(rate), new ArrayList<>()))
                                .deliveries()
                                .add(one);
                    }
                }
            }
        }
        throttled.forEach((recipient, some) -> free.addAll(take(recipient, some, now)));
        return free;
    }

    private static boolean hasItsTurn(Claimed delivery, Instant now) {
        return delivery.turn().filter(turn -> turn.isAfter(now.minus(MISSED))).isPresent();
    }

    private List<Claimed> take(UUID recipient, Throttled throttled, Instant now) {
        var free = new ArrayList<Claimed>();
        transaction.executeWithoutResult(_ -> {
            var later = new LinkedHashMap<Claimed, Instant>();
            var turn = recipients.takeTurns(recipient, throttled.deliveries().size(), throttled.every(), now);
            for (var one : throttled.deliveries()) {
                if (turn.isAfter(now.plus(NEAR))) {
                    later.put(one, turn);
                } else {
                    free.add(one);
                }
                turn = turn.plus(throttled.every());
            }
            queue.giveBackUntilTurn(later);
        });
        return free;
    }
}
