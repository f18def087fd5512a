package org.almoner.server.storage;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this process knows of an upload besides its row: whose turn it is to append, and the digest so far. After a restart,
 * or when another node took over, the digest is not known; then the bytes are read back once they are sealed.
 */
final class UploadProgress {

    private final ReentrantLock turn = new ReentrantLock();
    private MessageDigest digest = Sha256.digest();
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
            digest = Sha256.digest();
            known = true;
        } else {
            known = isUpToDate(kept, before);
        }
        hashed = kept;
        appends = number;
    }

    void hash(byte[] bytes, int length) {
        if (known) {
            digest.update(bytes, 0, length);
        }
        hashed += length;
    }

    /** The offset after the last byte that was written whole. */
    long hashed() {
        return hashed;
    }

    /** The digest of all that is kept, if this process saw all of it pass. */
    Optional<Sha256> digestOf(long kept, int lastAppend) {
        // Completing may fail and be tried again: the running digest must stay as it is.
        return isUpToDate(kept, lastAppend) ? Optional.of(Sha256.of(copy(digest).digest())) : Optional.empty();
    }

    private boolean isUpToDate(long kept, int lastAppend) {
        return known && hashed == kept && appends == lastAppend;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
