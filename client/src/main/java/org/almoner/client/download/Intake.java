package org.almoner.client.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

import org.almoner.client.bytepath.Exchange;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Patience;

/**
 * Takes the answer to one request into the lease it was sent for. What is not the wanted bytes never gets there. Bytes are put
 * together before they are written: many small writes cost more than the bytes themselves.
 */
final class Intake implements RangeClient.Receiver {

    /** Bytes are written after this time at the latest, however few they are. */
    private static final Duration LONGEST_KEPT = Duration.ofMillis(500);

    private final Asked asked;
    private final Remote remote;
    private final Target target;
    private final Throttle throttle;
    private final Patience patience;
    private final InstantSource clock;
    private final AtomicLong moved = new AtomicLong();
    private volatile boolean holding;
    private ByteBuffer buffer;
    private Verdict verdict = new Verdict.Other();
    private boolean cut;
    private long received;
    private OptionalLong announced = OptionalLong.empty();

    /** @param buffer an empty one, this intake's own until it is asked for {@link #buffer} */
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
        void begins(Offer offer) throws IOException;

        /** Waits until more may be taken. */
        void awaitRoom();

        /** Says by its limit how many bytes an empty buffer is to take on before they are written. */
        void fit(ByteBuffer empty);

        /** Takes on bytes. Returns how many of them are still wanted here. */
        int claim(int bytes);

        /**
         * Writes bytes that were claimed: all from the buffer's position to its limit.
         *
         * @return an empty buffer to go on with: this one or another
         */
        ByteBuffer write(ByteBuffer bytes);

        /** Waits until all bytes are written. */
        void settle();
    }

    Verdict verdict() {
        return verdict;
    }

    /** How many bytes have come. */
    long received() {
        return received;
    }

    /** The buffer to go on with. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Grows as long as bytes move, or are only held up on this side. */
    @Override
    public long moved() {
        return holding ? moved.addAndGet(RangeClient.LEAST_MOVED) : moved.get();
    }

    @Override
    public String receive(Exchange answer) throws IOException {
        verdict = Verdict.of(answer.status(), answer.fields(), asked, remote);
        return switch (verdict) {
            case Verdict.Take take -> {
                target.begins(take.offer());
                announced = take.to().isPresent()
                        ? OptionalLong.of(take.to().getAsLong() - take.from())
                        : OptionalLong.empty();
                take(answer);
                yield "";
            }
            case Verdict.Other _ -> RangeClient.text(answer);
            case Verdict.Changed _, Verdict.Whole _, Verdict.Renamed _, Verdict.Contradiction _ -> "";
        };
    }

    private void take(Exchange answer) throws IOException {
        target.fit(buffer);
        try {
            pass(answer);
        } finally {
            // Whatever ended it: what has arrived is written.
            try {
                flush();
            } finally {
                target.settle();
            }
        }
        if (!cut && announced.isPresent() && received < announced.getAsLong()) {
            throw new EOFException("the answer ended early");
        }
    }

    private void pass(Exchange answer) throws IOException {
        var oldest = Instant.MAX;
        while (!cut) {
            holdWhile(target::awaitRoom);
            int read = answer.read(buffer);
            if (read < 0) {
                return;
            }
            claim(read);
            moved.addAndGet(read);
            var now = clock.instant();
            oldest = oldest.isBefore(now) ? oldest : now;
            if (!buffer.hasRemaining() || Duration.between(oldest, now).compareTo(LONGEST_KEPT) > 0) {
                flush();
                oldest = Instant.MAX;
            }
            var pause = throttle.take(read);
            if (pause.isPositive()) {
                holdWhile(() -> patience.pause(pause));
            }
        }
    }

    private void claim(int read) {
        received += read;
        if (announced.isPresent() && received > announced.getAsLong()) {
            buffer.position(buffer.position() - read);
            throw new AlmonerException.BadAnswer("The server sends more of " + remote.fileName() + " than the "
                    + announced.getAsLong() + " bytes that it announced");
        }
        int own = target.claim(read);
        // The rest has gone to another connection.
        cut = own < read;
        buffer.position(buffer.position() - (read - own));
    }

    private void holdWhile(Runnable waiting) {
        holding = true;
        try {
            waiting.run();
        } finally {
            holding = false;
        }
    }

    private void flush() {
        buffer.flip();
        if (buffer.hasRemaining()) {
            buffer = target.write(buffer);
        } else {
            buffer.clear();
        }
        target.fit(buffer);
    }
}
