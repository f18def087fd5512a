package org.almoner.client.download;

import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** The link that all connections of a file use. When it is refused, one of them asks for another, and the others wait for that. */
final class Links {

    private final Source source;
    private final Runnable relinked;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable Link current;
    private boolean fresh;

    /** @param relinked told each time a new link is asked for */
    Links(Source source, Runnable relinked) {
        this.source = source;
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
                fresh = false;
            }
        } finally {
            asking.unlock();
        }
    }

    /**
     * Another link for one that was refused.
     *
     * @throws AlmonerException.Refused {@code why} itself if a new link was refused at once: another would fare no better
     */
    void renew(Link refused, AlmonerException.Refused why) {
        asking.lock();
        try {
            if (!refused.equals(current)) {
                return;
            }
            if (fresh) {
                throw why;
            }
            current = source.again(refused, why);
            fresh = true;
            relinked.run();
        } finally {
            asking.unlock();
        }
    }
}
