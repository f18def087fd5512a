package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a file while it grows. A small one is hashed as its bytes come. A larger one is read back by a thread that follows behind the
 * writers, which finds the bytes still in memory; so it does not matter in which order they came.
 */
final class PrefixHash implements AutoCloseable {

    /** Up to this size a thread costs more than it saves. */
    private static final long INLINE = 1 << 20;

    private static final int BLOCK = 1 << 18;

    private final FileChannel file;
    private final MessageDigest digest = Sha256.digest();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long hashed;
    private long available;
    private boolean closed;
    private @Nullable Thread follower;
    private @Nullable IOException failure;

    PrefixHash(FileChannel file) {
        this.file = file;
    }

    /**
     * Bytes have been written.
     *
     * @param bytes the very bytes; left as they are
     * @param position where they were written
     * @param prefix how many bytes there are now from the beginning on
     */
    void written(ByteBuffer bytes, long position, long prefix) {
        lock.lock();
        try {
            if (follower == null && position == hashed && position + bytes.remaining() <= INLINE) {
                hashed += bytes.remaining();
                available = Math.max(available, hashed);
                digest.update(bytes.duplicate());
            } else {
                upTo(prefix);
            }
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
        var block = ByteBuffer.allocate(BLOCK);
        try {
            for (long next; (next = await()) > 0; ) {
                block.clear().limit((int) Math.min(next, BLOCK));
                int read = file.read(block, hashed);
                if (read < 0) {
                    throw new IOException("It became shorter while it was read");
                }
                digest.update(block.flip());
                lock.lock();
                try {
                    hashed += read;
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
        }
    }

    /** How many bytes there are to be hashed; 0 at the end. */
    private long await() {
        lock.lock();
        try {
            while (!closed && available == hashed) {
                moved.awaitUninterruptibly();
            }
            return closed ? 0 : available - hashed;
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
        // It reads from a channel that is closed next.
        boolean interrupted = false;
        while (reading != null && reading.isAlive()) {
            try {
                reading.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
