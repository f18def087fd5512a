package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.almoner.client.download.Segments.Lease;

/** Where the bytes of one lease go. Works on files undisturbed by interrupts. */
final class LeaseTarget implements Intake.Target, Writing.Noting {

    private final Crew crew;
    private final PartialFile part;
    private final Writing writing;
    private final Buffers buffers;
    private final Lease lease;
    private final Asked asked;
    private final Interruptions interruptions;

    /** Where the next bytes belong; the lease is there when those before them are written. */
    private long next;

    LeaseTarget(
            Crew crew,
            PartialFile part,
            Writing writing,
            Buffers buffers,
            Lease lease,
            Asked asked,
            Interruptions interruptions) {
        this.crew = crew;
        this.part = part;
        this.writing = writing;
        this.buffers = buffers;
        this.lease = lease;
        this.asked = asked;
        this.interruptions = interruptions;
        this.next = crew.position(lease);
    }

    @Override
    public void begins(Offer offer) {
        try {
            interruptions.defer(() -> crew.begins(offer, asked));
        } catch (IOException e) {
            throw part.unwritable(e);
        }
    }

    @Override
    public void awaitRoom() {
        crew.awaitRoom();
    }

    /** So that what is written after it begins where disks like it to. */
    @Override
    public void fit(ByteBuffer empty) {
        empty.limit((int) (empty.capacity() - next % empty.capacity()));
    }

    @Override
    public int claim(int bytes) {
        return crew.claim(lease, bytes);
    }

    @Override
    public ByteBuffer write(ByteBuffer bytes) {
        long at = next;
        next += bytes.remaining();
        if (writing.takes(bytes, at, this)) {
            return buffers.borrowLarge();
        }
        // The lease goes on in its order.
        writing.settle();
        try {
            interruptions.defer(() -> part.write(bytes, at));
        } catch (IOException e) {
            throw part.unwritable(e);
        }
        return writing.written(bytes.flip(), at, this);
    }

    @Override
    public void settle() {
        writing.settle();
    }

    @Override
    public long written(int count) {
        return crew.written(lease, count);
    }

    @Override
    public void handed() {
        crew.tell();
    }
}
