package org.almoner.dataset.bulk;

import java.time.Duration;

/** Lets time pass. A parameter, so that tests need no patience. */
@FunctionalInterface
public interface Sleeper {

    /** Sleeps on the calling thread. */
    Sleeper REAL = Thread::sleep;

    void sleep(Duration time) throws InterruptedException;
}
