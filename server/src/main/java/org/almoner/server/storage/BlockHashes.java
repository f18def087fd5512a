package org.almoner.server.storage;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** The hashes of an object's blocks, which lie next to each other from byte 0 on. */
public final class BlockHashes {

    /** The length in bytes of every block but the last, which may be shorter. */
    public static final int BLOCK_SIZE = 4 << 20;

    static final int HASH_LENGTH = 32;

    private final long length;
    private final Sha256 sha256;
    private final byte[] packed;

    /**
     * The hashes of an object.
     *
     * @param length of the object in bytes
     * @param sha256 of the object
     * @param packed the SHA-256 of each block in order, 32 bytes each; not copied, not to be altered
     */
    BlockHashes(long length, Sha256 sha256, byte[] packed) {
        if (packed.length != Math.ceilDiv(length, BLOCK_SIZE) * HASH_LENGTH) {
            throw new IllegalArgumentException(
                    packed.length + " bytes are not the hashes of the blocks of " + length + " bytes");
        }
        this.length = length;
        this.sha256 = sha256;
        this.packed = packed;
    }

    /** The hashes of an object of one block or none: the hash of the block is that of the object. */
    static BlockHashes ofSmall(long length, Sha256 sha256) {
        return new BlockHashes(
                length, sha256, length == 0 ? new byte[0] : HexFormat.of().parseHex(sha256.hex()));
    }

    /** How long the object is, in bytes. */
    public long length() {
        return length;
    }

    /** The digest of the whole object. */
    public Sha256 sha256() {
        return sha256;
    }

    /** The digest of each block, in order; none for an empty object. */
    public List<Sha256> blocks() {
        return IntStream.range(0, packed.length / HASH_LENGTH)
                .mapToObj(block ->
                        new Sha256(HexFormat.of().formatHex(packed, block * HASH_LENGTH, (block + 1) * HASH_LENGTH)))
                .toList();
    }

    /** Not copied, not to be altered. */
    byte[] packed() {
        return packed;
    }
}
