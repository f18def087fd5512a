package org.almoner.server.storage;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of block hashes. It is emptied by the table of objects: hashes are gone with their object. */
final class BlockRows {

    /** How much goes into one row: H2 takes at most a mebibyte. These are the hashes of 16 GiB. */
    private static final int BYTES_PER_ROW = 4096 * BlockHashes.HASH_LENGTH;

    private final JdbcClient jdbc;

    BlockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction that adds the object, or in one of its own: the hashes have several rows. */
    void insert(ObjectKey key, BlockHashes hashes) {
        var packed = hashes.packed();
        for (var from = 0; from < packed.length; from += BYTES_PER_ROW) {
            jdbc.sql("insert into block_hashes (object_key, part, hashes) values (:key, :part, :hashes)")
                    .param("key", key.value())
                    .param("part", from / BYTES_PER_ROW)
                    .param("hashes", Arrays.copyOfRange(packed, from, Math.min(packed.length, from + BYTES_PER_ROW)))
                    .update();
        }
    }

    /** The hashes of an object's blocks; empty if they are not known. */
    Optional<BlockHashes> find(StoredObject object) {
        var parts = jdbc.sql("select hashes from block_hashes where object_key = :key order by part")
                .param("key", object.key().value())
                .query((row, _) -> row.getBytes("hashes"))
                .list();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var packed = new ByteArrayOutputStream();
        parts.forEach(packed::writeBytes);
        return Optional.of(new BlockHashes(object.length(), object.sha256(), packed.toByteArray()));
    }
}
