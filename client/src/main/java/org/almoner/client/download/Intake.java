package org.almoner.client.download;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Patience;

/**
 * Takes the answer to one request into the lease it was sent for. What is not the wanted bytes never gets there. Bytes are put
 * together before they are written: many small writes cost more than the bytes themselves.
 */
final class Intake implements BodyHandler<byte[]>, SinkSubscriber.Sink {

    /** Bytes are written after this time at the latest, however few they are. */
    private static final Duration LONGEST_KEPT = Duration.ofMillis(500);

    private final Asked asked;
    private final Remote remote;
    private final Target target;
    private final Throttle throttle;
    private final Patience patience;
    private final InstantSource clock;
    private final AtomicLong moved = new AtomicLong();
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteBuffer buffer;
    private volatile boolean holding;
    private volatile Verdict verdict = new Verdict.Other();
    private boolean stopped;
    private boolean cut;
    private long received;
    private OptionalLong announced = OptionalLong.empty();
    private Instant oldest = Instant.MAX;

    /** @param buffer an empty one, this intake's own until it has been stopped */
    Intake(Asked asked, Remote remote, Target target, ByteBuffer buffer, Throttle throttle, Patience patience) {
        this.asked = asked;
        this.remote = remote;
        this.target = target;
        this.buffer = buffer;
        this.throttle = throttle;
        this.patience = patience;
        this.clock = patience.clock();
    }

    /** Where the bytes go. */
    interface Target {

        /** Says what the answer tells of the object, before its first byte. */
        void begins(Offer offer);

        /** Waits until more may be taken. */
        void awaitRoom();

        /** Takes on bytes. Returns how many of them are still wanted here. */
        int claim(int bytes);

        /** Writes bytes that were claimed: all from the buffer's position to its limit. */
        void write(ByteBuffer bytes);
    }

    Verdict verdict() {
        return verdict;
    }

    /** How many bytes have come; to be asked when it has ended. */
    long received() {
        return received;
    }

    /** Grows as long as bytes move, or are only held up on this side. */
    long moved() {
        return holding ? moved.addAndGet(RangeClient.LEAST_MOVED) : moved.get();
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo answer) {
        var judged = Verdict.of(answer.statusCode(), answer.headers(), asked, remote);
        verdict = judged;
        return switch (judged) {
            case Verdict.Take take -> {
                try {
                    target.begins(take.offer());
                    announced = take.to().isPresent()
                            ? OptionalLong.of(take.to().getAsLong() - take.from())
                            : OptionalLong.empty();
                    yield new SinkSubscriber(this);
                } catch (AlmonerException e) {
                    yield SinkSubscriber.failing(e);
                }
            }
            case Verdict.Other _ -> SinkSubscriber.upTo(RangeClient.LONGEST_ERROR);
            case Verdict.Changed _, Verdict.Whole _, Verdict.Renamed _, Verdict.Contradiction _ ->
                SinkSubscriber.nothing();
        };
    }

    @Override
    public boolean take(List<ByteBuffer> bytes) throws IOException {
        long taken = 0;
        holdWhile(target::awaitRoom);
        writing.lock();
        try {
            if (stopped) {
                throw new IOException("given up");
            }
            for (var each : bytes) {
                taken += each.remaining();
                put(each);
            }
            moved.addAndGet(taken);
            if (buffer.position() > 0
                    && (cut || Duration.between(oldest, clock.instant()).compareTo(LONGEST_KEPT) > 0)) {
                flush();
            }
        } finally {
            writing.unlock();
        }
        // Outside of the lock, so that whoever stops this does not wait along.
        var pause = throttle.take(taken);
        if (pause.isPositive()) {
            holdWhile(() -> patience.pause(pause));
        }
        return !cut;
    }

    private void holdWhile(Runnable waiting) {
        holding = true;
        try {
            waiting.run();
        } finally {
            holding = false;
        }
    }

    private void put(ByteBuffer bytes) {
        received += bytes.remaining();
        if (announced.isPresent() && received > announced.getAsLong()) {
            throw new AlmonerException.BadAnswer("The server sends more of " + remote.fileName() + " than the "
                    + announced.getAsLong() + " bytes that it announced");
        }
        while (bytes.hasRemaining() && !cut) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int fits = Math.min(bytes.remaining(), buffer.remaining());
            int own = target.claim(fits);
            if (buffer.position() == 0) {
                oldest = clock.instant();
            }
            buffer.put(bytes.slice(bytes.position(), own));
            bytes.position(bytes.position() + own);
            // The rest has gone to another connection.
            cut = own < fits;
        }
    }

    private void flush() {
        buffer.flip();
        try {
            if (buffer.hasRemaining()) {
                target.write(buffer);
            }
        } finally {
            buffer.clear();
        }
    }

    @Override
    public byte[] end() throws IOException {
        writing.lock();
        try {
            if (!stopped) {
                flush();
            }
        } finally {
            writing.unlock();
        }
        if (!cut && announced.isPresent() && received < announced.getAsLong()) {
            throw new EOFException("the answer ended early");
        }
        return new byte[0];
    }

    /** Whether the answer went on after the lease had ended. */
    boolean cut() {
        return cut;
    }

    /** Lets no further byte in, whatever still arrives; what has arrived is written. */
    void stop() throws IOException {
        writing.lock();
        try {
            if (!stopped && buffer.position() > 0) {
                Undisturbed.run(this::flush);
            }
        } finally {
            stopped = true;
            writing.unlock();
        }
    }
}
