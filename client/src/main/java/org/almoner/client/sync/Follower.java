package org.almoner.client.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

import org.almoner.client.AlmonerClient;
import org.almoner.client.events.Cursor;
import org.almoner.client.events.Events;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Sleeper;
import org.jspecify.annotations.Nullable;

/**
 * Runs a synchronization whenever there is a reason: a server tells of an event, or it has no feed of events and some time has passed, or the
 * last run did not get everything. Each server is compared once in the beginning, after its place in the feed is known, so that nothing is missed in
 * between.
 */
public final class Follower {

    private final List<SyncServer> servers;
    private final Duration every;
    private final Sleeper sleeper;
    private final Function<Set<String>, Set<String>> run;
    private final BlockingQueue<String> due = new LinkedBlockingQueue<>();
    private final List<Thread> watchers = new ArrayList<>();

    /**
     * @param every how long a server without a feed is left alone, and one that failed
     * @param run synchronizes with the servers of those names, and says which of them did not give all that they should have
     */
    public Follower(List<SyncServer> servers, Duration every, Sleeper sleeper, Function<Set<String>, Set<String>> run) {
        this.servers = List.copyOf(servers);
        this.every = every;
        this.sleeper = sleeper;
        this.run = run;
    }

    /**
     * Goes on until the thread is interrupted.
     *
     * @throws AlmonerException.Interrupted always, in the end, unless a run throws something else
     */
    public void follow() {
        servers.forEach(server -> watch("almoner-watch-" + server.name(), () -> new Watch(server).run()));
        try {
            while (true) {
                Set<String> names = new HashSet<>();
                names.add(due.take());
                due.drainTo(names);
                run.apply(names).forEach(this::later);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        } finally {
            synchronized (watchers) {
                watchers.forEach(Thread::interrupt);
            }
        }
    }

    private void later(String name) {
        watch("almoner-again-" + name, () -> {
            sleeper.sleep(every);
            due.add(name);
        });
    }

    private void watch(String name, Watching what) {
        var thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                what.run();
            } catch (InterruptedException | AlmonerException.Interrupted e) {
                // The one that follows has ended, and has said so.
                Thread.currentThread().interrupt();
            }
        });
        synchronized (watchers) {
            watchers.removeIf(each -> each.getState() == Thread.State.TERMINATED);
            watchers.add(thread);
        }
        thread.start();
    }

    @FunctionalInterface
    private interface Watching {
        void run() throws InterruptedException;
    }

    /** Listens to one server. */
    private final class Watch {

        private final String name;
        private final AlmonerClient client;
        private @Nullable Cursor place;
        private boolean forgotten;

        private Watch(SyncServer server) {
            this.name = server.name();
            this.client = server.client();
        }

        private void run() throws InterruptedException {
            while (true) {
                try {
                    listen();
                } catch (AlmonerException.Gone e) {
                    // Events were forgotten before they were heard: all has to be compared.
                    place = null;
                    if (forgotten) {
                        // And again at once: this server keeps none, and would keep everybody busy.
                        sleeper.sleep(every);
                    }
                    forgotten = true;
                } catch (AlmonerException.NotFound | AlmonerException.NotAllowed e) {
                    // No feed, or none for this client.
                    due.add(name);
                    sleeper.sleep(every);
                } catch (AlmonerException.Interrupted e) {
                    throw e;
                } catch (AlmonerException e) {
                    // What is wrong with the server is for the synchronization to say.
                    place = null;
                    due.add(name);
                    sleeper.sleep(every);
                }
            }
        }

        private void listen() {
            var from = place;
            if (from == null) {
                place = client.events().latest();
                due.add(name);
                return;
            }
            var page = client.events().after(from, Events.LONGEST_WAIT);
            place = page.next();
            forgotten = false;
            if (!page.events().isEmpty()) {
                due.add(name);
            }
        }
    }
}
