package org.almoner.server.storage;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this process knows of an upload besides its row: whose turn it is to append, and the hashes so far. After a restart,
 * or when another node took over, these are not known; then the bytes are read back once they are sealed.
 */
final class UploadProgress {

    private final ReentrantLock turn = new ReentrantLock();
    private ContentHasher hasher = new ContentHasher();
    private long hashed;
    private int appends;
    private boolean known = true;

    boolean tryTake() {
        return !turn.isHeldByCurrentThread() && turn.tryLock();
    }

    void giveBack() {
        turn.unlock();
    }

    /**
     * An append begins.
     *
     * @param kept where
     * @param before the number of the append before it, as the row has it
     * @param number the number of this one
     */
    void startAt(long kept, int before, int number) {
        if (kept == 0) {
            hasher = new ContentHasher();
            known = true;
        } else {
            known = isUpToDate(kept, before);
        }
        hashed = kept;
        appends = number;
    }

    void hash(byte[] bytes, int length) {
        if (known) {
            hasher.update(bytes, length);
        }
        hashed += length;
    }

    /** The offset after the last byte that was written whole. */
    long hashed() {
        return hashed;
    }

    /** The hashes of all that is kept, if this process saw all of it pass. */
    Optional<BlockHashes> hashesOf(long kept, int lastAppend) {
        // Completing may fail and be tried again: what hashes must stay as it is.
        return isUpToDate(kept, lastAppend) ? Optional.of(hasher.hashes()) : Optional.empty();
    }

    private boolean isUpToDate(long kept, int lastAppend) {
        return known && hashed == kept && appends == lastAppend;
    }
}
