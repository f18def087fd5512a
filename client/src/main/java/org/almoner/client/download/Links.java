package org.almoner.client.download;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** The link that all connections of a file use. When it is refused, one of them asks for another, and the others wait for that. */
final class Links {

    /** A new link that is refused so soon was not refused for its age. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** So many new links are tried one after the other at most. */
    private static final int MOST_IN_A_ROW = 8;

    private final Source source;
    private final InstantSource clock;
    private final Runnable relinked;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable Link current;
    private int inARow;
    private Instant since = Instant.MIN;

    /** @param relinked told each time a new link is asked for */
    Links(Source source, InstantSource clock, Runnable relinked) {
        this.source = source;
        this.clock = clock;
        this.relinked = relinked;
    }

    Link current() {
        asking.lock();
        try {
            var link = current;
            if (link == null) {
                link = source.first();
                current = link;
            }
            return link;
        } finally {
            asking.unlock();
        }
    }

    /** A link got another answer than a refusal, or none: if it is refused from now on, it may be that its time is up. */
    void tried(Link link) {
        asking.lock();
        try {
            if (link.equals(current)) {
                inARow = 0;
            }
        } finally {
            asking.unlock();
        }
    }

    /**
     * Another link for one that was refused. A link that lives for seconds may have run out before it was used.
     *
     * @throws AlmonerException.Refused {@code why} itself if a new link was refused at once, or one after the other was: another
     *     would fare no better
     */
    void renew(Link refused, AlmonerException.Refused why) {
        asking.lock();
        try {
            if (!refused.equals(current)) {
                return;
            }
            boolean atOnce = Duration.between(since, clock.instant()).compareTo(AT_ONCE) < 0;
            if (inARow > 0 && (atOnce || inARow == MOST_IN_A_ROW)) {
                throw why;
            }
            current = source.again(refused, why);
            since = clock.instant();
            inARow++;
            relinked.run();
        } finally {
            asking.unlock();
        }
    }
}
