package org.almoner.server.delivery;

/** Sends a letter once. */
interface Post {

    /**
     * Sends a letter and waits for what becomes of it; never longer than the time-out for the whole exchange. Made for virtual threads.
     *
     * @param exchange by which it can be broken off meanwhile
     */
    Outcome send(Letter letter, Exchange exchange);
}
