package org.almoner.client.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.download.Segments.Lease;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Patience;
import org.jspecify.annotations.Nullable;

/**
 * The connections that fetch one file, each a virtual thread. One begins, and shows what the server can do; others join while that
 * brings more. One that is sent away leaves its work to the rest; only the last one waits and tries again.
 */
final class Crew {

    /** However little arrives, it is made safe after this time. */
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(5);

    /** After one has broken off, others do not join at once. */
    private static final Duration REST = Duration.ofSeconds(1);

    /** How often the same object may be given another validator. */
    private static final int MOST_RENAMES = 3;

    private final Engine engine;
    private final Remote remote;
    private final Path folder;
    private final PartialFile part;
    private final PrefixHash hash;
    private final Links links;
    private final Patience.Attempts attempts;
    private final DownloadListener listener;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Segments segments;
    private final Set<Thread> connections = new HashSet<>();
    private final boolean mayResume;
    private Growth growth = Growth.fixed(1);
    private boolean parts;
    private boolean begun;
    private boolean stopping;
    private @Nullable RuntimeException failure;
    private @Nullable Over over;
    private Room.@Nullable Promise promise;
    private boolean committing;
    private long committed;
    private Instant committedAt;
    private Instant restingUntil = Instant.MIN;
    private long gainedBefore;
    private int toldConnections = 1;
    private int renames;

    /** How it ended. */
    sealed interface End {}

    /** All bytes are there. */
    record Complete(long size) implements End {}

    /**
     * What is there is of no use.
     *
     * @param parts whether the server may be asked for parts again
     */
    record Over(String why, boolean parts) implements End {}

    /** Where a file is fetched from and how it is told of. */
    record Task(Remote remote, Path folder, Links links, Patience.Attempts attempts, DownloadListener listener) {}

    /** @param parts whether the server may be asked for parts */
    Crew(Engine engine, Task task, boolean parts, PartialFile part, PrefixHash hash) {
        this.engine = engine;
        this.remote = task.remote();
        this.folder = task.folder();
        this.links = task.links();
        this.attempts = task.attempts();
        this.listener = task.listener();
        this.mayResume = parts;
        this.parts = parts;
        this.part = part;
        this.hash = hash;
        long segment = engine.settings.segment();
        this.segments = new Segments(segment, Math.min(Segments.LEAST_SHARE, segment), part.resumed());
        var size = part.identity().size();
        if (size != null) {
            segments.sizeIs(size);
        }
        this.committed = segments.doneLength();
        this.gainedBefore = committed;
        this.committedAt = engine.patience.clock().instant();
    }

    /**
     * Fetches what is missing.
     *
     * @throws AlmonerException if it cannot be had; what has arrived is kept
     */
    End run() throws IOException {
        hash.upTo(segments.prefix());
        if (segments.complete()) {
            return new Complete(segments.size());
        }
        try {
            join();
            return end();
        } finally {
            var promised = promise;
            if (promised != null) {
                promised.close();
            }
        }
    }

    private End end() throws IOException {
        boolean interrupted = awaitAll();
        var ended = over;
        if (ended != null) {
            return ended;
        }
        if (failure == null && !interrupted && segments.complete()) {
            return new Complete(segments.size());
        }
        keep(failure);
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(new InterruptedException());
        }
        throw failure == null ? new IllegalStateException("Nobody is left to fetch " + remote.fileName()) : failure;
    }

    /** Waits until all connections have ended. Returns whether this thread was interrupted meanwhile; its flag is not set then. */
    private boolean awaitAll() {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!connections.isEmpty() || committing) {
                try {
                    changed.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopAll();
                }
            }
            return interrupted;
        } finally {
            lock.unlock();
        }
    }

    private void keep(@Nullable RuntimeException cause) throws IOException {
        try {
            Undisturbed.run(() -> {
                if (segments.doneLength() > 0 && part.identity().resumable()) {
                    part.commit(segments.done());
                } else {
                    part.discardUnlessStated();
                }
            });
        } catch (IOException e) {
            if (cause == null) {
                throw e;
            }
            // As on a full disk: what was committed before still counts.
            cause.addSuppressed(e);
        }
    }

    /** One connection more. */
    private void join() {
        lock.lock();
        try {
            var thread = Thread.ofVirtual().name("almoner-download").unstarted(this::connection);
            connections.add(thread);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    private void connection() {
        var buffer = engine.buffers.borrow();
        try {
            for (var lease = next(); lease != null; lease = next()) {
                try {
                    if (!carry(lease, buffer)) {
                        break;
                    }
                } finally {
                    giveBack(lease);
                }
            }
        } catch (InterruptedException e) {
            fail(new AlmonerException.Interrupted(e));
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            engine.buffers.giveBack(buffer);
            leave();
        }
    }

    private @Nullable Lease next() {
        lock.lock();
        try {
            int working = connections.size();
            boolean tooMany = working > 1 && (working > growth.wanted() || engine.gate.pressed());
            boolean alone = !begun || (working == 1 && growth.wanted() == 1);
            var lease = stopping || tooMany ? null : segments.lease(alone).orElse(null);
            if (lease == null) {
                leave();
            }
            return lease;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Lease lease) {
        lock.lock();
        try {
            segments.giveBack(lease);
        } finally {
            lock.unlock();
        }
    }

    /** Leaves in the same breath as it is decided, so that not two who count on each other do. */
    private void leave() {
        lock.lock();
        try {
            if (connections.remove(Thread.currentThread()) && !connections.isEmpty()) {
                engine.gate.leave(Gate.Load.LARGE);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean gone() {
        return !connections.contains(Thread.currentThread());
    }

    private void fail(RuntimeException cause) {
        lock.lock();
        try {
            if (failure == null && !stopping) {
                failure = cause;
            }
            stopAll();
        } finally {
            lock.unlock();
        }
    }

    private void startOver(String why, boolean withParts) {
        lock.lock();
        try {
            if (!stopping) {
                over = new Over(why, withParts);
            }
            stopAll();
        } finally {
            lock.unlock();
        }
    }

    private void stopAll() {
        stopping = true;
        connections.forEach(Thread::interrupt);
        changed.signalAll();
    }

    /** Fetches a lease. Returns whether this connection should go on with another. */
    private boolean carry(Lease lease, ByteBuffer buffer) throws InterruptedException {
        while (true) {
            var asked = ask(lease);
            if (asked.isEmpty()) {
                return true;
            }
            var link = links.current();
            var intake = new Intake(
                    asked.get(), remote, new LeaseTarget(lease, asked.get()), buffer, engine.throttle, engine.patience);
            var failed = attempt(link, asked.get(), intake, lease);
            if (failed.isEmpty()) {
                continue;
            }
            boolean sentAway = intake.received() == 0;
            if (sentAway && !(failed.get() instanceof AlmonerException.BadAnswer)) {
                engine.gate.refused();
            }
            if (leaveToOthers(sentAway, lease)) {
                return false;
            }
            waitAfter(failed.get());
        }
    }

    /** What is to be asked for a lease; empty if there is nothing more to ask. */
    private Optional<Asked> ask(Lease lease) {
        lock.lock();
        try {
            long from = segments.position(lease);
            long end = segments.end(lease);
            if (stopping || gone() || from >= end) {
                return Optional.empty();
            }
            long to = !segments.sizeKnown() || end == segments.size() ? Long.MAX_VALUE : end;
            boolean whole = segments.doneLength() == 0 && from == 0 && to == Long.MAX_VALUE && connections.size() == 1;
            return Optional.of(new Asked(from, to, !whole, part.identity()));
        } finally {
            lock.unlock();
        }
    }

    /** One request. Returns why it failed, if that may pass. */
    private Optional<AlmonerException> attempt(Link link, Asked asked, Intake intake, Lease lease)
            throws InterruptedException {
        try {
            return judge(link, exchange(link, asked, intake), intake, lease);
        } catch (IOException e) {
            links.tried(link);
            return Optional.of(new AlmonerException.Unreachable(
                    "The download of " + remote.fileName() + " broke off: " + words(e), e));
        } catch (AlmonerException.TooMany | AlmonerException.ServerFailed | AlmonerException.BadAnswer e) {
            links.tried(link);
            return Optional.of(e);
        } catch (AlmonerException.NotAuthenticated | AlmonerException.NotAllowed | AlmonerException.Gone e) {
            links.renew(link, e);
            return Optional.empty();
        }
    }

    /** What the JDK's HTTP client says of connections that never stood is often nothing. */
    private static String words(IOException cause) {
        return switch (cause) {
            case ConnectException _ -> "nothing answers there";
            case HttpConnectTimeoutException _ -> "no connection in time";
            default -> Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        };
    }

    private HttpResponse<byte[]> exchange(Link link, Asked asked, Intake intake)
            throws IOException, InterruptedException {
        try {
            return engine.client.exchange(link, asked, intake, intake::moved);
        } finally {
            intake.stop();
        }
    }

    private Optional<AlmonerException> judge(Link link, HttpResponse<byte[]> response, Intake intake, Lease lease)
            throws IOException {
        switch (intake.verdict()) {
            case Verdict.Take _ -> {
                links.tried(link);
                engine.gate.answered();
                endOfAnswer(intake, lease);
            }
            case Verdict.Changed changedObject -> startOver(changedObject.why(), true);
            case Verdict.Whole _ -> withoutParts(lease);
            case Verdict.Renamed renamed -> rename(renamed.validator());
            case Verdict.Contradiction contradiction -> {
                links.tried(link);
                return Optional.of(contradiction.failure());
            }
            case Verdict.Other _ -> throw engine.client.refusal(link, response);
        }
        return Optional.empty();
    }

    private void endOfAnswer(Intake intake, Lease lease) throws IOException {
        lock.lock();
        try {
            if (!segments.sizeKnown()) {
                segments.sizeIs(segments.position(lease));
            } else if (intake.received() == 0 && segments.position(lease) < segments.end(lease)) {
                throw new IOException("the answer was empty");
            }
        } finally {
            lock.unlock();
        }
    }

    /** The server sends all or nothing, whatever it said. The last one to find out begins again. */
    private void withoutParts(Lease lease) {
        lock.lock();
        try {
            parts = false;
            growth = Growth.fixed(1);
            if (connections.size() == 1) {
                startOver("the server does not send parts of it", false);
            } else {
                segments.giveBack(lease);
                leave();
            }
        } finally {
            lock.unlock();
        }
    }

    private void rename(Validator validator) throws IOException {
        lock.lock();
        try {
            var known = part.identity();
            part.identify(new Identity(known.id(), known.size(), known.sha256(), validator));
            renames++;
            if (renames > MOST_RENAMES) {
                startOver("the server calls it something else each time", false);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean leaveToOthers(boolean sentAway, Lease lease) {
        lock.lock();
        try {
            var now = engine.patience.clock().instant();
            restingUntil = now.plus(REST);
            if (sentAway) {
                growth.refused(now);
            }
            if (connections.size() == 1) {
                return false;
            }
            segments.giveBack(lease);
            leave();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void waitAfter(AlmonerException failed) {
        Duration pause;
        lock.lock();
        try {
            // A drip is no progress.
            if (segments.doneLength() - gainedBefore >= RangeClient.LEAST_MOVED && canResume()) {
                attempts.progressed();
            }
            gainedBefore = segments.doneLength();
            pause = failed instanceof AlmonerException.BadAnswer
                    ? attempts.planAfter(failed, Optional.empty())
                    : attempts.planIfPassing(failed);
        } finally {
            lock.unlock();
        }
        listener.waiting(remote.fileName(), failed, pause);
        engine.patience.pause(pause);
        if (cannotGoOn()) {
            startOver("the server gives nothing by which to go on with it", false);
        }
    }

    private boolean cannotGoOn() {
        lock.lock();
        try {
            return segments.doneLength() > 0 && !canResume();
        } finally {
            lock.unlock();
        }
    }

    private boolean canResume() {
        return mayResume && part.identity().resumable();
    }

    /** Where the bytes of one lease go. Called by the HTTP client's threads. */
    private final class LeaseTarget implements Intake.Target {

        private final Lease lease;
        private final Asked asked;

        private LeaseTarget(Lease lease, Asked asked) {
            this.lease = lease;
            this.asked = asked;
        }

        @Override
        public void begins(Offer offer) {
            lock.lock();
            try {
                begin(offer, asked);
            } catch (IOException e) {
                throw part.unwritable(e);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void awaitRoom() {
            lock.lock();
            try {
                while (!stopping && committing && uncommitted() > allowance()) {
                    changed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int claim(int bytes) {
            lock.lock();
            try {
                int own = segments.claim(lease, bytes);
                if (own < bytes && segments.end(lease) == segments.size()) {
                    tooMuch();
                }
                return own;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void write(ByteBuffer bytes) {
            int count = bytes.remaining();
            long at = position();
            part.write(bytes, at);
            long prefix = written(lease, count);
            hash.written(bytes.flip(), at, prefix);
            told();
        }

        private long position() {
            lock.lock();
            try {
                return segments.position(lease);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The answer goes on after the file's end. With a hash it comes out whether what there is of it is the file; otherwise it does not. */
    private void tooMuch() {
        if (part.identity().sha256() == null) {
            startOver("the server sends more than the " + segments.size() + " bytes it has", true);
        }
    }

    private void begin(Offer offer, Asked asked) throws IOException {
        if (begun && asked.ranged()) {
            return;
        }
        var known = part.identity();
        var now = known.with(offer);
        // A part need not repeat the validator that it was asked for by.
        part.identify(asked.ranged() ? new Identity(now.id(), now.size(), now.sha256(), known.validator()) : now);
        var size = part.identity().size();
        if (size != null) {
            segments.sizeIs(size);
        }
        if (!begun) {
            begun = true;
            if (size != null) {
                promise = engine.room.promise(folder, size - segments.doneLength(), remote.fileName());
            }
            parts &= offer.ranges() && size != null && part.identity().validator() != null;
            growth = crewSize(size == null ? 0 : size);
            grow();
        }
    }

    private Growth crewSize(long size) {
        if (!parts || !engine.isLarge(size)) {
            return Growth.fixed(1);
        }
        var fixed = engine.settings.connections();
        return fixed.isPresent() ? Growth.fixed(fixed.getAsInt()) : Growth.upTo(engine.settings.mostConnections());
    }

    /** Lets others join, if they are worth it. */
    private void grow() {
        var now = engine.patience.clock().instant();
        while (!stopping
                && parts
                && connections.size() < growth.wanted()
                && !now.isBefore(restingUntil)
                && segments.canShare()
                && engine.gate.tryFurther()) {
            join();
        }
    }

    /** Takes note of bytes that have been written. Returns how many there are now from the beginning on. */
    private long written(Lease lease, int count) {
        lock.lock();
        try {
            segments.written(lease, count);
            var promised = promise;
            if (promised != null) {
                promised.used(count);
            }
            var now = engine.patience.clock().instant();
            growth.arrived(segments.doneLength(), now);
            if (connections.size() > 1 && engine.gate.pressed()) {
                segments.cut(lease);
            }
            grow();
            if (commitDue(now)) {
                commit(segments.done(), now);
            }
            return segments.prefix();
        } finally {
            lock.unlock();
        }
    }

    /** What may be lost when the process is killed: what was written since the last commit. */
    private long uncommitted() {
        return segments.doneLength() - committed;
    }

    /** A segment for each connection, less what is in its buffer and on its way there. */
    private long allowance() {
        return (engine.settings.segment() - 2L * engine.buffers.size()) * Math.max(1, connections.size());
    }

    private boolean commitDue(Instant now) {
        return !committing
                && !segments.complete()
                && part.identity().resumable()
                && (uncommitted() >= allowance() / 2
                        || Duration.between(committedAt, now).compareTo(COMMIT_INTERVAL) >= 0);
    }

    /** Makes bytes safe while others arrive. */
    private void commit(List<Span> done, Instant now) {
        committing = true;
        committedAt = now;
        long length = segments.doneLength();
        Thread.ofVirtual().name("almoner-commit").start(() -> {
            try {
                part.commit(done);
            } catch (IOException e) {
                fail(part.unwritable(e));
            } finally {
                lock.lock();
                try {
                    committing = false;
                    committed = length;
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        });
    }

    private void told() {
        long position;
        long size;
        int number;
        boolean more;
        lock.lock();
        try {
            position = segments.doneLength();
            size = segments.sizeKnown() ? segments.size() : -1;
            number = connections.size();
            more = number != toldConnections;
            toldConnections = number;
        } finally {
            lock.unlock();
        }
        listener.receiving(remote.fileName(), position, size);
        if (more) {
            listener.connections(remote.fileName(), number);
        }
    }
}
