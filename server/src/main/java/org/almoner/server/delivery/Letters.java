package org.almoner.server.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What is to be sent; the port of whoever queues deliveries. */
public interface Letters {

    /** Which delivery. */
    record Key(UUID recipient, UUID message) {}

    /**
     * The letters of deliveries that are about to be tried, for several hundred at once. What has none in the answer is no longer wanted: it is
     * dropped without being tried. Called before every try, without a transaction, so that what has changed meanwhile is taken into account; and within
     * that of a replay.
     */
    Map<Key, Letter> letters(Collection<Key> some);
}
