package org.almoner.server.syndication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** Why a job is to stop, once it is. */
final class StopSignal implements CancelToken {

    /** Why. */
    enum Reason {
        /** Somebody asked for it. */
        CANCELLED,
        /** The server stops; another one goes on with it. */
        SHUTDOWN,
        /** It was taken for dead and has been begun again elsewhere. */
        SUPERSEDED
    }

    private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();
    private final List<Runnable> acts = new ArrayList<>();

    /** Stops the job. The first reason counts. */
    void stop(Reason why) {
        if (reason.compareAndSet(null, why)) {
            List<Runnable> waiting;
            synchronized (acts) {
                waiting = List.copyOf(acts);
            }
            waiting.forEach(Runnable::run);
        }
    }

    Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }

    @Override
    public boolean isCancelled() {
        return reason.get() != null;
    }

    @Override
    public boolean isFinal() {
        return reason.get() == Reason.CANCELLED;
    }

    @Override
    public void onCancel(Runnable act) {
        synchronized (acts) {
            if (!isCancelled()) {
                acts.add(act);
                return;
            }
        }
        act.run();
    }
}
