package org.almoner.client.download;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who fetches which bytes of a file. Each byte that is missing belongs to one lease at most, whatever is split, taken over or given
 * back meanwhile. The lowest bytes are given out first, so that what is there grows from the beginning. Not for use by several threads
 * at once.
 */
final class Segments {

    private static final long UNKNOWN = Long.MAX_VALUE;

    /** No lease is split for less: a request costs more than that. */
    static final long LEAST_SHARE = 1 << 20;

    private final long segment;
    private final long leastShare;
    private final Spans written;
    private final List<Lease> leases = new ArrayList<>();
    private long size = UNKNOWN;

    /**
     * A file of which some bytes are there.
     *
     * @param segment how many bytes one of several connections fetches at a time, at least 1
     * @param leastShare for how many bytes a further connection is worth its request, at least 1
     */
    Segments(long segment, long leastShare, Collection<Span> done) {
        this.segment = segment;
        this.leastShare = leastShare;
        this.written = Spans.of(done);
    }

    /** Bytes that one connection fetches, in order. */
    static final class Lease {
        private long end;
        private long claimed;
        private long position;

        private Lease(Span span) {
            this.position = span.from();
            this.claimed = span.from();
            this.end = span.to();
        }

        private long left() {
            return end - claimed;
        }

        private Optional<Span> open() {
            return position < end ? Optional.of(new Span(position, end)) : Optional.empty();
        }
    }

    /** Says how long the file is. */
    void sizeIs(long bytes) {
        size = bytes;
        for (var lease : leases) {
            lease.end = Math.max(lease.claimed, Math.min(lease.end, bytes));
        }
    }

    boolean sizeKnown() {
        return size != UNKNOWN;
    }

    /** The file's length; to be asked when it is known. */
    long size() {
        return size;
    }

    /**
     * The next bytes to fetch.
     *
     * @param alone whether nobody else fetches: then all up to the next that are there, in one go
     */
    Optional<Lease> lease(boolean alone) {
        return free().map(gap -> {
                    long length = alone ? gap.length() : Math.min(segment, gap.length());
                    return new Span(gap.from(), gap.from() + length);
                })
                .or(this::taken)
                .map(span -> {
                    var lease = new Lease(span);
                    leases.add(lease);
                    return lease;
                });
    }

    /** Whether a further connection would find something to do. */
    boolean canShare() {
        return sizeKnown()
                && (free().filter(gap -> gap.length() >= leastShare).isPresent()
                        || longest()
                                .filter(lease -> lease.left() >= 2 * leastShare)
                                .isPresent());
    }

    private Optional<Span> free() {
        var taken = Spans.of(written.list());
        leases.forEach(lease -> lease.open().ifPresent(taken::add));
        return taken.firstGap(size);
    }

    private Optional<Lease> longest() {
        return leases.stream().max(Comparator.comparingLong(Lease::left));
    }

    /** What another lease has most of: a segment that comes after its next one, or half of what it has left. */
    private Optional<Span> taken() {
        var victim = longest()
                .filter(lease -> sizeKnown() && lease.left() >= 2 * leastShare)
                .orElse(null);
        if (victim == null) {
            return Optional.empty();
        }
        long end = victim.end;
        boolean plenty = victim.left() > 2 * segment;
        victim.end = victim.claimed + (plenty ? segment : victim.left() / 2);
        return Optional.of(new Span(victim.end, plenty ? victim.end + segment : end));
    }

    /** Where the next byte of a lease is to be written. */
    long position(Lease lease) {
        return lease.position;
    }

    /** The byte after the last one of a lease, as things stand. */
    long end(Lease lease) {
        return lease.end;
    }

    /** Takes on the next bytes of a lease. Returns how many of them are still its own; they are to be written, and no more. */
    int claim(Lease lease, int bytes) {
        int own = (int) Math.min(bytes, lease.left());
        lease.claimed += own;
        return own;
    }

    /** Ends a lease where it has got to. What is missing of it goes to others. */
    void cut(Lease lease) {
        lease.end = lease.claimed;
    }

    /** Bytes that were claimed have been written. */
    void written(Lease lease, int bytes) {
        if (bytes > 0) {
            written.add(new Span(lease.position, lease.position + bytes));
            lease.position += bytes;
        }
    }

    /** A lease of which nothing more will come. What is missing of it goes to others. */
    void giveBack(Lease lease) {
        leases.remove(lease);
    }

    /** What has been written. */
    List<Span> done() {
        return written.list();
    }

    /** How many bytes have been written. */
    long doneLength() {
        return written.length();
    }

    /** How many bytes have been written from the file's beginning on without a gap. */
    long prefix() {
        return written.prefix();
    }

    boolean complete() {
        return sizeKnown() && written.prefix() == size;
    }
}
