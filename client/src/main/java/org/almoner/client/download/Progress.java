package org.almoner.client.download;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.almoner.client.download.Crew.Task;
import org.almoner.client.download.Segments.Lease;
import org.jspecify.annotations.Nullable;

/**
 * How far a file has got, and what is known of the object that it is to be. All of it is to be asked by whoever holds the crew's lock.
 */
final class Progress implements AutoCloseable {

    /** How often the same object may be given another validator. */
    private static final int MOST_RENAMES = 3;

    private final Engine engine;
    private final Task task;
    private final PartialFile part;
    private final Segments segments;
    private final boolean mayResume;
    private boolean parts;
    private boolean begun;
    private Room.@Nullable Promise promise;
    private long gainedBefore;
    private int renames;

    /** @param parts whether the server may be asked for parts */
    Progress(Engine engine, Task task, boolean parts, PartialFile part) {
        this.engine = engine;
        this.task = task;
        this.part = part;
        this.mayResume = parts;
        this.parts = parts;
        long segment = engine.settings.segment();
        this.segments = new Segments(segment, Math.min(Segments.LEAST_SHARE, segment), part.resumed());
        var size = part.identity().size();
        if (size != null) {
            segments.sizeIs(size);
        }
        this.gainedBefore = segments.doneLength();
    }

    /** Who fetches which bytes. */
    Segments segments() {
        return segments;
    }

    /** Whether an answer with bytes of the object has begun. */
    boolean begun() {
        return begun;
    }

    /** Whether the server sends parts, as far as is known. */
    boolean parts() {
        return parts;
    }

    void withoutParts() {
        parts = false;
    }

    /**
     * What is to be asked for a lease; empty if nothing is missing of it.
     *
     * @param alone whether nobody else fetches
     */
    Optional<Asked> ask(Lease lease, boolean alone) {
        long from = segments.position(lease);
        long end = segments.end(lease);
        if (from >= end) {
            return Optional.empty();
        }
        long to = !segments.sizeKnown() || end == segments.size() ? Long.MAX_VALUE : end;
        boolean whole = segments.doneLength() == 0 && from == 0 && to == Long.MAX_VALUE && alone;
        return Optional.of(new Asked(from, to, !whole, part.identity()));
    }

    /**
     * An answer with bytes begins.
     *
     * @return how many bytes the object has if this is the first answer, 0 if that is not known; empty if it is not the first
     */
    Optional<Long> begins(Offer offer, Asked asked) throws IOException {
        if (begun && asked.ranged()) {
            return Optional.empty();
        }
        var known = part.identity();
        var now = known.with(offer);
        // A part need not repeat the validator that it was asked for by.
        part.identify(asked.ranged() ? new Identity(now.id(), now.size(), now.sha256(), known.validator()) : now);
        var size = part.identity().size();
        if (size != null) {
            segments.sizeIs(size);
        }
        if (begun) {
            return Optional.empty();
        }
        begun = true;
        if (size != null) {
            promise = engine.room.promise(
                    task.folder(), size - segments.doneLength(), task.remote().fileName());
        }
        parts &= offer.ranges() && size != null && part.identity().validator() != null;
        return Optional.of(size == null ? 0 : size);
    }

    /** The answer for a lease has ended as it should. */
    void endOfAnswer(Lease lease, long received) throws IOException {
        if (!segments.sizeKnown()) {
            segments.sizeIs(segments.position(lease));
        } else if (received == 0 && segments.position(lease) < segments.end(lease)) {
            throw new IOException("the answer was empty");
        }
    }

    /** The same object has another validator now. Returns whether it may have: some servers never stop. */
    boolean rename(Validator validator) throws IOException {
        var known = part.identity();
        part.identify(new Identity(known.id(), known.size(), known.sha256(), validator));
        renames++;
        return renames <= MOST_RENAMES;
    }

    /** Whether the answer goes on after the file's end, and it would not come out that what there is of it is not the file. */
    boolean tooMuch(Lease lease) {
        return segments.end(lease) == segments.size() && part.identity().sha256() == null;
    }

    /** Bytes of a lease have been written. */
    void written(Lease lease, int count) {
        segments.written(lease, count);
        if (promise != null) {
            promise.used(count);
        }
    }

    /** Whether so much has come since the last time this was asked that what failed before no longer counts. */
    boolean gained() {
        // A drip is no progress.
        boolean gained = segments.doneLength() - gainedBefore >= RangeClient.LEAST_MOVED && canResume();
        gainedBefore = segments.doneLength();
        return gained;
    }

    /** Whether what there is can neither be gone on with nor be left out. */
    boolean stuck() {
        return segments.doneLength() > 0 && !canResume();
    }

    private boolean canResume() {
        return mayResume && part.identity().resumable();
    }

    /** Keeps what there is for a later process, as far as that can make use of it. */
    void keep() throws IOException {
        List<Span> done = segments.done();
        if (!done.isEmpty() && part.identity().resumable()) {
            part.commit(done);
        } else {
            part.discardUnlessStated();
        }
    }

    /** Gives up the room that is promised and not used. */
    @Override
    public void close() {
        if (promise != null) {
            promise.close();
        }
    }
}
