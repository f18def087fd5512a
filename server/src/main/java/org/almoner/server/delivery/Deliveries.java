package org.almoner.server.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;

/**
 * The queue of deliveries. A delivery is one message for one recipient; there is never more than one of both. Everything is done within the
 * transaction of the caller, or in one of its own where there is none.
 */
public interface Deliveries {

    /**
     * Queues deliveries; this node looks for them as soon as the transaction is committed. One that is there already is left as it is.
     *
     * @throws IllegalStateException if there is no transaction: what is announced could have no delivery, or the other way round
     */
    void queue(Collection<NewDelivery> some);

    /**
     * Makes due again what ended since a moment, whether it was delivered or is dead, with the same message. What is wanted no more, so that
     * {@link Letters} has no letter for it, stays as it ended.
     *
     * @return how many deliveries are due again
     */
    int replay(UUID recipient, Instant since);

    /**
     * The same of all that is dead.
     *
     * @return how many deliveries
     */
    int replayDead(UUID recipient);

    /** Ends a pause, whoever began it: what waited is due at once. Does nothing where there is none. */
    void resume(UUID recipient);

    /** Begins a pause: what is due waits, without being lost or tried, until {@link #resume}. Does nothing where there is one. */
    void pause(UUID recipient);

    /** Forgets recipients and everything that was or is to be delivered to them. A try under way is not called back. */
    void forget(Collection<UUID> recipients);

    /** How it goes with recipients; each that is asked for is in the answer. */
    Map<UUID, Health> health(Collection<UUID> recipients);

    /** What was and is to be delivered, in one of some states, the newest first. */
    Page<DeliveryReport> reports(UUID recipient, Set<DeliveryState> states, Paging paging);
}
