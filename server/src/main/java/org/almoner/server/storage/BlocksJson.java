package org.almoner.server.storage;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.web.ETags;

/** The hashes of an object's blocks, as the APIs show them. */
@Schema(
        name = "BlockHashes",
        description = "The hashes of a file's blocks, which lie next to each other from byte 0 on.")
public record BlocksJson(
        @Schema(example = "9437185") long sizeInBytes,

        @Schema(
                description = "The digest of the whole file, in hexadecimal.",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(
                description = "How many bytes every block but the last has; the last may be shorter.",
                example = "4194304")
        long blockSize,

        @Schema(description = "The SHA-256 of each block, in hexadecimal. An empty file has none.")
        List<String> blocks) {

    public BlocksJson {
        blocks = List.copyOf(blocks);
    }

    public static BlocksJson of(BlockHashes hashes) {
        return new BlocksJson(
                hashes.length(),
                hashes.sha256().hex(),
                BlockHashes.BLOCK_SIZE,
                hashes.blocks().stream().map(Sha256::hex).toList());
    }

    /** The tag of the answer, which is known before the hashes are: the same bytes have the same blocks. */
    public static String etag(StoredObject object) {
        var meaning = object.sha256() + " " + object.length() + " " + BlockHashes.BLOCK_SIZE;
        return ETags.strong(meaning.getBytes(StandardCharsets.UTF_8));
    }
}
