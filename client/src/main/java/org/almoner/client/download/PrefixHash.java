package org.almoner.client.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a file while it grows. A small one is hashed as its bytes come. For a larger one a thread follows behind the writers: it is
 * handed the very buffers of bytes that come in their order, and reads back from the file what came before its turn, or faster than it
 * hashes.
 */
final class PrefixHash implements AutoCloseable {

    /** Up to this size a thread costs more than it saves. */
    private static final long INLINE = 1 << 20;

    /** So many buffers wait at most: they are to be hashed while the processor's caches still hold them. */
    private static final int MOST_HANDED = 16;

    /** So many wait at most where the next one would have to be read back from the disk. */
    private static final int MOST_KEPT = 4;

    private static final int BLOCK = 1 << 16;

    private final FileChannel file;
    private final Buffers buffers;
    private final MessageDigest digest = Sha256.digest();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Deque<Handed> handed = new ArrayDeque<>();
    private long hashed;
    private long available;
    private boolean closed;
    private @Nullable Thread follower;
    private @Nullable IOException failure;

    /** Bytes that begin there in the file. */
    private record Handed(long position, ByteBuffer bytes) {}

    /** What is to be hashed next: bytes that were handed over, or else so many from the file. */
    private record Next(@Nullable ByteBuffer bytes, long length) {}

    /** @param buffers where those come from that are handed over, and go to */
    PrefixHash(FileChannel file, Buffers buffers) {
        this.file = file;
        this.buffers = buffers;
    }

    /**
     * Bytes have been written.
     *
     * @param bytes the very bytes, from the buffer's position to its limit; no longer the caller's
     * @param position where they were written
     * @param prefix how many bytes there are now from the beginning on
     * @return an empty buffer in exchange
     */
    ByteBuffer written(ByteBuffer bytes, long position, long prefix) {
        lock.lock();
        try {
            return keeps(bytes, position, prefix) ? buffers.borrowLike(bytes) : bytes.clear();
        } finally {
            lock.unlock();
        }
    }

    private boolean keeps(ByteBuffer bytes, long position, long prefix) {
        int length = bytes.remaining();
        if (follower == null && position == hashed && position + length <= INLINE) {
            hashed += length;
            available = Math.max(available, hashed);
            digest.update(bytes);
            return false;
        }
        boolean kept = position == available && prefix > available && handed.size() < MOST_HANDED;
        if (kept) {
            handed.add(new Handed(position, bytes));
        }
        upTo(prefix);
        return kept;
    }

    /**
     * The next bytes in the file's order have been written, past the system's cache: to read them back would be dear, so that this waits
     * until they can be kept.
     *
     * @param bytes the very bytes, from the buffer's position to its limit; no longer the caller's
     * @param position where they were written
     * @param prefix how many bytes there are now from the beginning on
     */
    void handOver(ByteBuffer bytes, long position, long prefix) {
        lock.lock();
        try {
            while (handed.size() >= MOST_KEPT && failure == null && !closed) {
                moved.awaitUninterruptibly();
            }
            if (!keeps(bytes, position, prefix)) {
                buffers.giveBack(bytes);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes it knows of from the beginning on. */
    long available() {
        lock.lock();
        try {
            return available;
        } finally {
            lock.unlock();
        }
    }

    /** Says how many bytes there are from the beginning on. */
    void upTo(long prefix) {
        lock.lock();
        try {
            if (prefix > available) {
                available = prefix;
                if (follower == null && available > hashed) {
                    follower = Thread.ofPlatform().daemon().name("almoner-hash").start(this::follow);
                }
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        var block = buffers.borrowSmall();
        try {
            for (var next = await(); next.length() > 0; next = await()) {
                if (next.bytes() == null) {
                    readBack(block, next.length());
                } else {
                    digest.update(next.bytes());
                    buffers.giveBack(next.bytes());
                }
                lock.lock();
                try {
                    hashed += next.length();
                    moved.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        } catch (IOException e) {
            lock.lock();
            try {
                failure = e;
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        } finally {
            buffers.giveBack(block);
        }
    }

    private void readBack(ByteBuffer block, long length) throws IOException {
        long from = hashed;
        for (long at = from; at < from + length; ) {
            block.clear().limit((int) Math.min(block.capacity(), from + length - at));
            int read = file.read(block, at);
            if (read < 0) {
                throw new EOFException("the file is shorter than what was written to it");
            }
            digest.update(block.flip());
            at += read;
        }
    }

    /** What is to be hashed; of length 0 at the end. */
    private Next await() {
        lock.lock();
        try {
            while (!closed && available == hashed) {
                moved.awaitUninterruptibly();
            }
            if (closed) {
                return new Next(null, 0);
            }
            var first = handed.peek();
            if (first == null) {
                return new Next(null, Math.min(BLOCK, available - hashed));
            }
            if (first.position() > hashed) {
                return new Next(null, Math.min(BLOCK, first.position() - hashed));
            }
            handed.remove();
            return new Next(first.bytes(), first.bytes().remaining());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The hash of a file that is whole. To be asked once.
     *
     * @throws IOException if it could not be read back
     */
    Sha256 finish(long size) throws IOException {
        lock.lock();
        try {
            upTo(size);
            while (hashed < size) {
                if (failure != null) {
                    throw failure;
                }
                moved.await();
            }
            return Sha256.of(digest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the reading. */
    @Override
    public void close() {
        Thread reading;
        lock.lock();
        try {
            closed = true;
            reading = follower;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        if (reading != null) {
            // It reads from a channel that is closed next.
            Threads.awaitEnd(reading);
        }
        handed.forEach(each -> buffers.giveBack(each.bytes()));
    }
}
