package org.almoner.server.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The hash of bytes that pass, and the hashes of their blocks. The first block is hashed once only: where it ends, the hash of all is that
 * of the block. So what fits into one costs no more than the hash of the whole.
 */
final class ContentHasher {

    private static final int BUFFER = 128 << 10;

    private final MessageDigest whole = Sha256.digest();

    /** Of the block that the next byte belongs to, from the second on. */
    private final MessageDigest block = Sha256.digest();

    private final ByteArrayOutputStream full = new ByteArrayOutputStream(BlockHashes.HASH_LENGTH);
    private long length;

    /** The hashes of all that a stream has. */
    static BlockHashes of(InputStream in) throws IOException {
        var hasher = new ContentHasher();
        var buffer = new byte[BUFFER];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            hasher.update(buffer, count);
        }
        return hasher.hashes();
    }

    void update(byte[] bytes, int count) {
        for (var from = 0; from < count; ) {
            var part = (int) Math.min(count - from, BlockHashes.BLOCK_SIZE - length % BlockHashes.BLOCK_SIZE);
            whole.update(bytes, from, part);
            if (length >= BlockHashes.BLOCK_SIZE) {
                block.update(bytes, from, part);
            }
            length += part;
            from += part;
            if (length % BlockHashes.BLOCK_SIZE == 0) {
                full.writeBytes(currentBlock().digest());
                block.reset();
            }
        }
    }

    /** The hashes of what has passed so far; more may pass after it. */
    BlockHashes hashes() {
        var packed = new ByteArrayOutputStream(full.size() + BlockHashes.HASH_LENGTH);
        packed.writeBytes(full.toByteArray());
        if (length % BlockHashes.BLOCK_SIZE != 0) {
            packed.writeBytes(currentBlock().digest());
        }
        return new BlockHashes(length, Sha256.of(copy(whole).digest()), packed.toByteArray());
    }

    private MessageDigest currentBlock() {
        return copy(length <= BlockHashes.BLOCK_SIZE ? whole : block);
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
