package org.almoner.client.bytepath;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** The connections of a client, those in use and those that are kept for the next request. Safe for use by many threads. */
public final class BytePath implements AutoCloseable {

    /** Servers keep connections for longer than that, as a rule. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    private final HttpClient like;
    private final @Nullable ProxySelector proxies;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Way, Deque<Pipe>> kept = new HashMap<>();
    private final Set<Pipe> busy = new HashSet<>();
    private boolean closed;

    /** @param like a client whose proxies, TLS and time to connect this has, too */
    public BytePath(HttpClient like) {
        this.like = like;
        this.proxies = like.proxy().orElseGet(ProxySelector::getDefault);
    }

    /**
     * A GET, of which nothing is sent yet.
     *
     * @param address of {@code http} or {@code https}, with a host
     * @param fields besides {@code Host}
     * @throws IllegalArgumentException if the address is not such a one, or a field could be read as something else
     */
    public Exchange get(URI address, Map<String, String> fields) {
        var way = Way.to(address, proxies);
        return new Exchange(this, way, Request.get(address, way, fields));
    }

    /** A connection that was kept, or one that is not connected yet. */
    Pipe pipe(Way way) throws IOException {
        for (var pipe = takeKept(way); pipe != null; pipe = takeKept(way)) {
            if (pipe.quiet()) {
                return pipe;
            }
            ended(pipe);
        }
        return begun(new Pipe(way));
    }

    private @Nullable Pipe takeKept(Way way) {
        lock.lock();
        try {
            var idle = kept.get(way);
            // The one that was used last is the least likely to have ended.
            var pipe = idle == null ? null : idle.pollLast();
            if (pipe != null) {
                busy.add(pipe);
            }
            return pipe;
        } finally {
            lock.unlock();
        }
    }

    private Pipe begun(Pipe pipe) throws IOException {
        lock.lock();
        try {
            if (closed) {
                pipe.abort();
                throw new IOException("the client was closed");
            }
            busy.add(pipe);
            return pipe;
        } finally {
            lock.unlock();
        }
    }

    void connect(Pipe pipe) throws IOException {
        pipe.connect(like.connectTimeout().orElse(null), like.sslContext().getSocketFactory(), like.sslParameters());
    }

    void keep(Pipe pipe) {
        long now = System.nanoTime();
        pipe.keep(now);
        lock.lock();
        try {
            busy.remove(pipe);
            if (closed) {
                pipe.abort();
                return;
            }
            kept.computeIfAbsent(pipe.way(), _ -> new ArrayDeque<>()).add(pipe);
            kept.values().removeIf(idle -> {
                while (!idle.isEmpty() && idle.getFirst().idle(now) > LONGEST_IDLE.toNanos()) {
                    idle.remove().abort();
                }
                return idle.isEmpty();
            });
        } finally {
            lock.unlock();
        }
    }

    void ended(Pipe pipe) {
        lock.lock();
        try {
            busy.remove(pipe);
        } finally {
            lock.unlock();
        }
        pipe.abort();
    }

    /** Ends all connections, and with them what is under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            busy.forEach(Pipe::abort);
            kept.values().forEach(idle -> idle.forEach(Pipe::abort));
            kept.clear();
        } finally {
            lock.unlock();
        }
    }
}
