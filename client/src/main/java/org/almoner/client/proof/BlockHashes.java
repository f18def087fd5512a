package org.almoner.client.proof;

import java.util.List;

import org.almoner.client.catalog.Sha256;

import static java.util.Objects.requireNonNull;

/**
 * The hashes of a file's blocks, which lie next to each other from byte 0 on. They are not signed: what is put together with their help
 * is what was published only if its {@code sha256} as a whole is the one that the manifest says.
 *
 * @param sizeInBytes of the whole; not negative
 * @param sha256 of the whole
 * @param blockSize the length of every block but the last, which may be shorter; at least 1
 * @param blocks the SHA-256 of each block in order; as many as the size takes, none for an empty file
 */
public record BlockHashes(long sizeInBytes, Sha256 sha256, long blockSize, List<Sha256> blocks) {

    public BlockHashes {
        requireNonNull(sha256, "sha256 is missing");
        blocks = List.copyOf(requireNonNull(blocks, "blocks is missing"));
        if (sizeInBytes < 0) {
            throw new IllegalArgumentException("A file cannot have " + sizeInBytes + " bytes");
        }
        if (blockSize < 1) {
            throw new IllegalArgumentException("A block has at least one byte, not " + blockSize);
        }
        if (blocks.size() != Math.ceilDiv(sizeInBytes, blockSize)) {
            throw new IllegalArgumentException(
                    blocks.size() + " blocks of " + blockSize + " bytes are not a file of " + sizeInBytes + " bytes");
        }
    }

    /** Where a block begins, in bytes from the beginning of the file. */
    public long start(int block) {
        return checked(block) * blockSize;
    }

    /** How many bytes a block has. */
    public long length(int block) {
        return Math.min(blockSize, sizeInBytes - start(block));
    }

    private long checked(int block) {
        if (block < 0 || block >= blocks.size()) {
            throw new IndexOutOfBoundsException("There is no block " + block + " among " + blocks.size());
        }
        return block;
    }
}
