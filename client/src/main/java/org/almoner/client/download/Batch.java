package org.almoner.client.download;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** Many files at a time: small ones beside large ones, so that neither kind waits for the other. */
final class Batch {

    private final Engine engine;
    private final DownloadListener listener;
    private final Consumer<Outcome> heard;
    private final Deque<Wanted> small = new ArrayDeque<>();
    private final Deque<Wanted> large = new ArrayDeque<>();
    private final Deque<Outcome> refused = new ArrayDeque<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Set<Thread> threads = new HashSet<>();
    private int smallUnderWay;
    private int largeUnderWay;

    private record Ended(
            Thread thread,
            Gate.Load load,
            Outcome outcome,
            @Nullable RuntimeException unexpected) {}

    Batch(Engine engine, List<Wanted> wanted, DownloadListener listener, Consumer<Outcome> heard) {
        this.engine = engine;
        this.listener = listener;
        this.heard = heard;
        Map<Path, Wanted> names = new HashMap<>();
        for (var each : wanted) {
            var other = names.putIfAbsent(folded(each.target()), each);
            if (other != null) {
                refused.add(new Outcome.Failed(
                        each,
                        new AlmonerException.BadAnswer("There are two files for one name: "
                                + each.target().getFileName() + " and "
                                + other.target().getFileName() + ", which some systems take for the same")));
            } else {
                switch (engine.load(each.remote())) {
                    case SMALL -> small.add(each);
                    case LARGE -> large.add(each);
                }
            }
        }
    }

    /** As systems see a name that do not tell capital letters, or ways of writing one letter, apart. */
    private static Path folded(Path target) {
        var absolute = target.toAbsolutePath().normalize();
        var name = String.valueOf(absolute.getFileName());
        return absolute.resolveSibling(LocalName.folded(name));
    }

    void run() {
        try {
            refused.forEach(heard);
            begin();
            while (!threads.isEmpty()) {
                took(ended.take());
                begin();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        } finally {
            stop();
        }
    }

    private void begin() {
        while (largeUnderWay < engine.gate.roomForLarge() && !large.isEmpty()) {
            largeUnderWay++;
            start(large.remove(), Gate.Load.LARGE);
        }
        // Twice as many as there are connections: one file is given its name while the next is asked for.
        while (smallUnderWay < 2 * engine.settings.mostConnections() && !small.isEmpty()) {
            smallUnderWay++;
            start(small.remove(), Gate.Load.SMALL);
        }
    }

    private void start(Wanted wanted, Gate.Load load) {
        threads.add(Thread.ofVirtual().name("almoner-file").start(() -> {
            @Nullable RuntimeException unexpected = null;
            Outcome outcome;
            try {
                outcome = new Outcome.Done(wanted, new Download(engine, wanted, listener).fetch());
            } catch (AlmonerException e) {
                outcome = new Outcome.Failed(wanted, e);
            } catch (RuntimeException e) {
                unexpected = e;
                outcome = new Outcome.Failed(wanted, new AlmonerException.Local("Unexpected: " + e, e));
            }
            ended.add(new Ended(Thread.currentThread(), load, outcome, unexpected));
        }));
    }

    private void took(Ended end) {
        threads.remove(end.thread());
        switch (end.load()) {
            case SMALL -> smallUnderWay--;
            case LARGE -> largeUnderWay--;
        }
        if (end.unexpected() != null) {
            throw end.unexpected();
        }
        heard.accept(end.outcome());
    }

    /** Ends what is under way, and waits until it has written down how far it got. */
    private void stop() {
        boolean interrupted = Thread.interrupted();
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
