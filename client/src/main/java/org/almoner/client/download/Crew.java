package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.download.Segments.Lease;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Patience;
import org.jspecify.annotations.Nullable;

/**
 * The connections that fetch one file, and what they share. One begins, and shows what the server can do; others join while that brings
 * more. One that is sent away leaves its work to the rest; only the last one waits and tries again.
 */
final class Crew implements AutoCloseable {

    /** After one has broken off, others do not join at once. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final Engine engine;
    private final Task task;
    private final PartialFile part;
    private final PrefixHash hash;
    private final Writing writing;
    private final Progress progress;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Segments segments;
    private final Safekeeping safekeeping;
    private final Set<CrewMember> members = new HashSet<>();
    private Growth growth = Growth.fixed(1);
    private boolean stopping;
    private @Nullable RuntimeException failure;
    private Ending.@Nullable Over over;
    private Instant restingUntil = Instant.MIN;
    private Instant asked = Instant.MAX;
    private int toldConnections = 1;

    /** Connections that have left, and that no other file may have before what they brought is safe. */
    private int owed;

    /** Where a file is fetched from and how it is told of. */
    record Task(Remote remote, Path folder, Links links, Patience.Attempts attempts, DownloadListener listener) {}

    /** @param parts whether the server may be asked for parts */
    Crew(Engine engine, Task task, boolean parts, PartialFile part, PrefixHash hash, Writing writing) {
        this.engine = engine;
        this.task = task;
        this.part = part;
        this.hash = hash;
        this.writing = writing;
        this.progress = new Progress(engine, task, parts, part);
        this.segments = progress.segments();
        this.safekeeping = new Safekeeping(engine, lock, part, segments, this::safe, this::fail);
    }

    /**
     * Fetches what is missing.
     *
     * @throws AlmonerException if it cannot be had; what has arrived is kept
     */
    Ending run() throws IOException {
        hash.upTo(segments.prefix());
        if (segments.complete()) {
            return new Ending.Complete(segments.size());
        }
        try (progress) {
            join();
            return end();
        }
    }

    private Ending end() throws IOException {
        boolean interrupted = awaitAll();
        var ended = over;
        if (ended != null) {
            return ended;
        }
        if (failure == null && !interrupted && segments.complete()) {
            return new Ending.Complete(segments.size());
        }
        keep(failure);
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(new InterruptedException());
        }
        throw failure == null
                ? new IllegalStateException(
                        "Nobody is left to fetch " + task.remote().fileName())
                : failure;
    }

    /** Waits until all connections have ended. Returns whether this thread was interrupted meanwhile; its flag is not set then. */
    private boolean awaitAll() {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!members.isEmpty() || safekeeping.busy()) {
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
            Undisturbed.run(progress::keep);
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
            var member = new CrewMember(this, engine, task, part, writing);
            members.add(member);
            member.start();
        } finally {
            lock.unlock();
        }
    }

    /** The next bytes for a connection; it has left if there are none. */
    Optional<Lease> next(CrewMember member) {
        lock.lock();
        try {
            int working = members.size();
            boolean tooMany = working > 1 && (working > growth.wanted() || engine.gate.pressed());
            boolean alone = !progress.begun() || (working == 1 && growth.wanted() == 1);
            var lease = stopping || tooMany ? Optional.<Lease>empty() : segments.lease(alone);
            if (lease.isEmpty()) {
                leave(member);
            }
            return lease;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(Lease lease) {
        lock.lock();
        try {
            segments.giveBack(lease);
        } finally {
            lock.unlock();
        }
    }

    /** Leaves in the same breath as it is decided, so that not two who count on each other do. */
    void leave(CrewMember member) {
        lock.lock();
        try {
            if (members.remove(member) && !members.isEmpty()) {
                owed++;
                repay();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void safe() {
        repay();
        changed.signalAll();
    }

    /**
     * Lets other files have the connections that have left. Not while more would be lost than those who stay may lose: with what the
     * others bring, a process that is killed would lose more than a segment for each connection there is.
     */
    private void repay() {
        while (owed > 0 && !safekeeping.tooMuch(members.size() + owed - 1)) {
            repayOne();
        }
        if (owed > 0
                && !segments.complete()
                && !safekeeping.secure(engine.patience.clock().instant())) {
            // All is lost anyway when the process is killed.
            repayAll();
        }
    }

    private void repayAll() {
        while (owed > 0) {
            repayOne();
        }
    }

    private void repayOne() {
        owed--;
        engine.gate.leave(Gate.Load.LARGE);
    }

    /** The file is in place, or given up for now: nothing of it is lost any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            repayAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(RuntimeException cause) {
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

    void startOver(String why, boolean withParts) {
        lock.lock();
        try {
            if (!stopping) {
                over = new Ending.Over(why, withParts);
            }
            stopAll();
        } finally {
            lock.unlock();
        }
    }

    private void stopAll() {
        stopping = true;
        members.forEach(CrewMember::stop);
        changed.signalAll();
    }

    /** What is to be asked for a lease; empty if there is nothing more to ask. */
    Optional<Asked> ask(CrewMember member, Lease lease) {
        lock.lock();
        try {
            asked = engine.patience.clock().instant();
            return stopping || !members.contains(member) ? Optional.empty() : progress.ask(lease, members.size() == 1);
        } finally {
            lock.unlock();
        }
    }

    /** The answer for a lease has ended as it should. */
    void endOfAnswer(Lease lease, long received) throws IOException {
        lock.lock();
        try {
            progress.endOfAnswer(lease, received);
        } finally {
            lock.unlock();
        }
    }

    /** The server sends all or nothing, whatever it said. The last one to find out begins again. */
    void withoutParts(CrewMember member, Lease lease) {
        lock.lock();
        try {
            progress.withoutParts();
            growth = Growth.fixed(1);
            if (members.size() == 1) {
                startOver("the server does not send parts of it", false);
            } else {
                segments.giveBack(lease);
                leave(member);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The same object has another validator now. */
    void rename(Validator validator) throws IOException {
        lock.lock();
        try {
            if (!progress.rename(validator)) {
                startOver("the server calls it something else each time", false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Leaves a lease that failed to the others, if there are any. Returns whether there are. */
    boolean leaveToOthers(CrewMember member, boolean sentAway, Lease lease) {
        lock.lock();
        try {
            var now = engine.patience.clock().instant();
            restingUntil = now.plus(REST);
            if (sentAway) {
                growth.refused(now);
            }
            if (members.size() == 1) {
                return false;
            }
            segments.giveBack(lease);
            leave(member);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How long the last one waits before it tries again. Throws the failure itself if it should not. */
    Duration planAfter(AlmonerException failed) {
        lock.lock();
        try {
            if (progress.gained()) {
                task.attempts().progressed();
            }
            return failed instanceof AlmonerException.BadAnswer
                    ? task.attempts().planAfter(failed, Optional.empty())
                    : task.attempts().planIfPassing(failed);
        } finally {
            lock.unlock();
        }
    }

    void startOverIfItCannotGoOn() {
        lock.lock();
        try {
            if (progress.stuck()) {
                startOver("the server gives nothing by which to go on with it", false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** An answer with bytes for a lease begins. */
    void begins(Offer offer, Asked asked) throws IOException {
        lock.lock();
        try {
            progress.begins(offer, asked).ifPresent(size -> {
                growth = crewSize(size);
                grow();
            });
        } finally {
            lock.unlock();
        }
    }

    private Growth crewSize(long size) {
        if (!progress.parts() || !engine.isLarge(size)) {
            return Growth.fixed(1);
        }
        var fixed = engine.settings.connections();
        return fixed.isPresent()
                ? Growth.fixed(fixed.getAsInt())
                : Growth.upTo(
                        engine.settings.mostConnections(),
                        Duration.between(asked, engine.patience.clock().instant()));
    }

    /** Lets others join, if they are worth it. */
    private void grow() {
        var now = engine.patience.clock().instant();
        while (!stopping
                && progress.parts()
                && members.size() < growth.wanted()
                && !now.isBefore(restingUntil)
                && segments.canShare()
                && engine.gate.tryFurther()) {
            join();
        }
    }

    /** Waits while more would be lost than may be, were the process killed. */
    void awaitRoom() {
        lock.lock();
        try {
            while (!stopping && safekeeping.full(members.size())) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes on bytes for a lease. Returns how many of them are still its own; they are to be written, and no more. */
    int claim(Lease lease, int bytes) {
        lock.lock();
        try {
            int own = segments.claim(lease, bytes);
            if (own < bytes && progress.tooMuch(lease)) {
                startOver("the server sends more than the " + segments.size() + " bytes it has", true);
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    /** Where the next byte of a lease is to be written. */
    long position(Lease lease) {
        lock.lock();
        try {
            return segments.position(lease);
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of bytes that have been written. Returns how many there are now from the beginning on. */
    long written(Lease lease, int count) {
        lock.lock();
        try {
            progress.written(lease, count);
            var now = engine.patience.clock().instant();
            growth.arrived(segments.doneLength(), now);
            if (members.size() > 1 && engine.gate.pressed()) {
                segments.cut(lease);
            }
            grow();
            safekeeping.arrived(members.size(), now);
            return segments.prefix();
        } finally {
            lock.unlock();
        }
    }

    /** Tells how far it has got. */
    void tell() {
        long position;
        long size;
        int number;
        boolean more;
        lock.lock();
        try {
            position = segments.doneLength();
            size = segments.sizeKnown() ? segments.size() : -1;
            number = members.size();
            more = number != toldConnections;
            toldConnections = number;
        } finally {
            lock.unlock();
        }
        task.listener().receiving(task.remote().fileName(), position, size);
        if (more) {
            task.listener().connections(task.remote().fileName(), number);
        }
    }
}
