package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.almoner.client.download.Segments.Lease;

/** Where the bytes of one lease go. Works on files undisturbed by interrupts. */
final class LeaseTarget implements Intake.Target {

    private final Crew crew;
    private final PartialFile part;
    private final PrefixHash hash;
    private final Lease lease;
    private final Asked asked;
    private final Interruptions interruptions;

    LeaseTarget(Crew crew, PartialFile part, PrefixHash hash, Lease lease, Asked asked, Interruptions interruptions) {
        this.crew = crew;
        this.part = part;
        this.hash = hash;
        this.lease = lease;
        this.asked = asked;
        this.interruptions = interruptions;
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

    @Override
    public int claim(int bytes) {
        return crew.claim(lease, bytes);
    }

    @Override
    public ByteBuffer write(ByteBuffer bytes) {
        int count = bytes.remaining();
        long at = crew.position(lease);
        try {
            interruptions.defer(() -> part.write(bytes, at));
        } catch (IOException e) {
            throw part.unwritable(e);
        }
        long prefix = crew.written(lease, count);
        var next = hash.written(bytes.flip(), at, prefix);
        crew.tell();
        return next;
    }
}
