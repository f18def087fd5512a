package org.almoner.client.download;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Brings the bytes of one file to the disk and to its hash. Large pieces that come in the file's order go past the system's cache, on a
 * thread that writes them while the next one arrives: memory that is given to a cache costs more than the bytes, and they are on disk
 * already when a commit asks for it. All others are written by whoever brings them, through the cache, from which the hash reads them
 * back if it has to.
 */
final class Writing implements AutoCloseable {

    /** So many pieces wait at most; whoever brings more waits for the disk. */
    private static final int MOST_WAITING = 2;

    /** How many buffers of a connection hold bytes that are not written yet: one that is filled, those that wait, and one on its way. */
    static final int BUFFERS = MOST_WAITING + 2;

    private final PartialFile part;
    private final PrefixHash hash;
    private final Buffers buffers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private boolean busy;
    private long end;
    private boolean closed;
    private @Nullable Thread writer;
    private @Nullable RuntimeException failure;

    /** @param buffers where those come from that are handed over, and go to */
    Writing(PartialFile part, PrefixHash hash, Buffers buffers) {
        this.part = part;
        this.hash = hash;
        this.buffers = buffers;
    }

    /** Who is told that bytes have been written. */
    interface Noting {

        /** Returns how many bytes there are now from the file's beginning on. */
        long written(int count);

        /** The bytes have been handed on. */
        void handed();
    }

    private record Piece(ByteBuffer bytes, long position, Noting noting) {}

    /**
     * Has bytes written beside the caller's own work, if they are such that this is worth it.
     *
     * @param bytes from the buffer's position to its limit; no longer the caller's if they were taken
     * @return whether they were taken
     * @throws RuntimeException if an earlier piece could not be written
     */
    boolean takes(ByteBuffer bytes, long position, Noting noting) {
        if (!Buffers.wholePages(bytes, position)) {
            return false;
        }
        lock.lock();
        try {
            boolean inOrder = position == (busy ? end : hash.available());
            if (!inOrder || !part.writesDirectly()) {
                return false;
            }
            while (failure == null && waiting.size() >= MOST_WAITING) {
                changed.awaitUninterruptibly();
            }
            throwFailure();
            waiting.add(new Piece(bytes, position, noting));
            busy = true;
            end = position + bytes.remaining();
            if (writer == null) {
                writer = Thread.ofPlatform().daemon().name("almoner-write").start(this::work);
            }
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Passes on bytes that the caller has written.
     *
     * @param bytes the very bytes, from the buffer's position to its limit; no longer the caller's
     * @return an empty buffer in exchange
     */
    ByteBuffer written(ByteBuffer bytes, long position, Noting noting) {
        long prefix = noting.written(bytes.remaining());
        var next = hash.written(bytes, position, prefix);
        noting.handed();
        return next;
    }

    /**
     * Waits until all that was taken is written.
     *
     * @throws RuntimeException if something could not be
     */
    void settle() {
        lock.lock();
        try {
            while (busy) {
                changed.awaitUninterruptibly();
            }
            throwFailure();
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private void work() {
        for (var piece = next(); piece != null; piece = next()) {
            try {
                write(piece);
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    /** The next piece; null at the end. */
    private @Nullable Piece next() {
        lock.lock();
        try {
            busy = !waiting.isEmpty();
            changed.signalAll();
            while (!closed && waiting.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private void write(Piece piece) {
        int count = piece.bytes().remaining();
        part.writeDirectly(piece.bytes(), piece.position());
        long prefix = piece.noting().written(count);
        hash.handOver(piece.bytes().flip(), piece.position(), prefix);
        piece.noting().handed();
    }

    private void fail(RuntimeException cause) {
        lock.lock();
        try {
            failure = cause;
            // They are not the next bytes of the file any more.
            waiting.forEach(piece -> buffers.giveBack(piece.bytes()));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, when it has written what it was given. */
    @Override
    public void close() {
        Thread ending;
        lock.lock();
        try {
            closed = true;
            ending = writer;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            Threads.awaitEnd(ending);
        }
    }
}
