package org.almoner.client.bytepath;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A request, and the answer to it as it is read. For one thread, but for {@link #abort}. When the thread is interrupted, what it waits
 * for fails as if the connection had broken.
 */
public final class Exchange implements AutoCloseable {

    private final BytePath path;
    private final Way way;
    private final byte[] request;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean aborted;
    private @Nullable Pipe pipe;
    private @Nullable Head head;
    private @Nullable Body body;

    Exchange(BytePath path, Way way, byte[] request) {
        this.path = path;
        this.way = way;
        this.request = request;
    }

    /**
     * Sends the request, and returns when the head of the answer is there.
     *
     * @throws IOException if none came
     */
    public void begin() throws IOException {
        while (true) {
            var over = path.pipe(way);
            take(over);
            try {
                if (!over.used()) {
                    path.connect(over);
                }
                over.send(request);
                var answered = Head.read(over);
                head = answered;
                body = Body.of(answered, over);
                return;
            } catch (IOException e) {
                drop();
                // A connection that was kept may have ended since (RFC 9112 §9.3.1).
                if (!over.used()
                        || head != null
                        || isAborted()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private void take(Pipe over) throws IOException {
        lock.lock();
        try {
            if (aborted) {
                over.abort();
                throw new IOException("given up");
            }
            pipe = over;
        } finally {
            lock.unlock();
        }
    }

    /** The status code. */
    public int status() {
        return begun().status();
    }

    /** All fields of the head. */
    public HttpHeaders fields() {
        return begun().fields();
    }

    private Head begun() {
        return Objects.requireNonNull(head, "has not begun");
    }

    /**
     * Reads into a buffer what there is of the body.
     *
     * @param target with room for a byte at least
     * @return how many bytes, at least 1; -1 at the end of the body
     * @throws java.io.EOFException if the connection ended before the body did
     */
    public int read(ByteBuffer target) throws IOException {
        return Objects.requireNonNull(body, "has not begun").read(target);
    }

    /** The beginning of the body, up to so many bytes. */
    public byte[] beginning(int most) throws IOException {
        var beginning = ByteBuffer.allocate(most);
        boolean more = true;
        while (more && beginning.hasRemaining()) {
            more = read(beginning) >= 0;
        }
        var bytes = new byte[beginning.position()];
        beginning.get(0, bytes);
        return bytes;
    }

    /** Ends the exchange from another thread, whatever it waits for. */
    public void abort() {
        lock.lock();
        try {
            aborted = true;
            if (pipe != null) {
                pipe.abort();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isAborted() {
        lock.lock();
        try {
            return aborted;
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        lock.lock();
        try {
            if (pipe != null) {
                path.ended(pipe);
                pipe = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives the connection to the next who wants it, if the whole answer was read; ends it otherwise. */
    @Override
    public void close() {
        lock.lock();
        try {
            var over = pipe;
            var answered = head;
            var read = body;
            if (over != null && !aborted && answered != null && answered.persistent() && read != null && read.ended()) {
                path.keep(over);
                pipe = null;
            }
        } finally {
            lock.unlock();
        }
        drop();
    }
}
