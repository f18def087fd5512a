package org.almoner.server.delivery;

import java.time.Instant;

/** How it goes with a recipient. */
public sealed interface Health {

    /** The last try succeeded, or there was none. */
    record Fine() implements Health {}

    /**
     * Nothing was delivered for some time.
     *
     * @param since when the first try failed after the last that did not
     * @param lastReason why the last try failed, for people
     */
    record Failing(Instant since, String lastReason) implements Health {}

    /**
     * Nothing is tried until the pause is ended by hand.
     *
     * @param why who or what began it, for people
     */
    record Paused(Instant since, String why) implements Health {}
}
