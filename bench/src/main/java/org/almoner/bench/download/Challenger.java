package org.almoner.bench.download;

import java.util.Optional;

/** The server that is compared with nginx, and what it can be asked to do. */
interface Challenger {

    String name();

    /** Starts it, with all files and the listing on it. */
    Contender start();

    /** The listing that {@link #start} offers, for nginx to offer too. */
    String listing();

    /** Starts it anew with the least memory that it has to make do with. */
    Contender startSmall();

    /** What is wrong with it, if it has ended although nobody stopped it. */
    Optional<String> trouble();

    /** What its collector has done since the last start, if it has one. */
    Optional<GcLog> garbage();
}
