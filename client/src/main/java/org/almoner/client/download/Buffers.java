package org.almoner.client.download;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory outside of the heap that connections write from, used again and again. */
final class Buffers {

    /** Larger ones leave the processor's caches before they are written, and a kernel may look for as much memory in one piece. */
    private static final int LARGEST = 1 << 16;

    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final int size;

    /** @param segment of which what is in a buffer must be a small part only: it is lost when the process is killed */
    Buffers(long segment) {
        this.size = (int) Math.max(1, Math.min(LARGEST, segment / 4));
    }

    /** How many bytes one holds. */
    int size() {
        return size;
    }

    ByteBuffer borrow() {
        var buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(size) : buffer;
    }

    void giveBack(ByteBuffer buffer) {
        free.add(buffer.clear());
    }
}
