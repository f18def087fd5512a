package org.almoner.client.download;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory outside of the heap that connections write from, used again and again: small buffers for small files, large ones for large. */
final class Buffers {

    /** What disks take at a time: where a piece that goes past the cache begins, and how long it is, are multiples of this. In bytes. */
    static final int PAGE = 4096;

    /** Larger ones leave the processor's caches before they are written, and a kernel may look for as much memory in one piece. */
    private static final int SMALL = 1 << 16;

    /** Fewer bytes than this are not worth a write of their own past the cache. */
    private static final int LARGE = 1 << 19;

    private final int small;
    private final int large;
    private final Queue<ByteBuffer> freeSmall = new ConcurrentLinkedQueue<>();
    private final Queue<ByteBuffer> freeLarge = new ConcurrentLinkedQueue<>();

    /** @param segment of which what is in buffers must be a part only: it is lost when the process is killed */
    Buffers(long segment) {
        this.small = (int) Math.max(1, Math.min(SMALL, segment / 4));
        long part = segment / (4L * Writing.BUFFERS);
        this.large = part < LARGE ? small : LARGE;
    }

    /** How many bytes a large one holds; where segments are short it is a small one. */
    int large() {
        return large;
    }

    /** Whether bytes could go past the cache if they came in the file's order. */
    static boolean wholePages(ByteBuffer bytes, long position) {
        return bytes.capacity() == LARGE && bytes.remaining() % PAGE == 0 && position % PAGE == 0;
    }

    ByteBuffer borrowSmall() {
        var buffer = freeSmall.poll();
        return buffer == null ? ByteBuffer.allocateDirect(small) : buffer;
    }

    ByteBuffer borrowLarge() {
        if (large == small) {
            return borrowSmall();
        }
        var buffer = freeLarge.poll();
        return buffer == null
                ? ByteBuffer.allocateDirect(large + PAGE).alignedSlice(PAGE).slice(0, large)
                : buffer;
    }

    /** One of the same kind. */
    ByteBuffer borrowLike(ByteBuffer other) {
        return other.capacity() == small ? borrowSmall() : borrowLarge();
    }

    void giveBack(ByteBuffer buffer) {
        (buffer.capacity() == small ? freeSmall : freeLarge).add(buffer.clear());
    }
}
