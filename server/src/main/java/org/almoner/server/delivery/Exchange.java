package org.almoner.server.delivery;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** A try under way, as somebody else can end it. */
final class Exchange {

    private enum End {
        TIME_OUT,
        BROKEN_OFF
    }

    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> closing = new AtomicReference<>();

    /** Says how what is under way now can be ended; at once if it was already. */
    void closeBy(Runnable close) {
        closing.set(close);
        if (end.get() != null) {
            close.run();
        }
    }

    void timeOut() {
        end(End.TIME_OUT);
    }

    void breakOff() {
        end(End.BROKEN_OFF);
    }

    private void end(End why) {
        if (end.compareAndSet(null, why)) {
            var close = closing.get();
            if (close != null) {
                close.run();
            }
        }
    }

    boolean timedOut() {
        return end.get() == End.TIME_OUT;
    }

    boolean brokenOff() {
        return end.get() == End.BROKEN_OFF;
    }
}
