package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongConsumer;

import org.almoner.client.catalog.Sha256;

import static java.nio.file.StandardOpenOption.READ;

/** The SHA-256 of a file in place. */
public final class FileHash {

    private static final int BLOCK = 1 << 18;

    private FileHash() {}

    /**
     * Reads a file through.
     *
     * @param progress told how many bytes have been read, now and then
     */
    public static Sha256 of(Path path, LongConsumer progress) throws IOException {
        var digest = Sha256.digest();
        var block = ByteBuffer.allocate(BLOCK);
        try (var channel = FileChannel.open(path, Set.of(READ, LinkOption.NOFOLLOW_LINKS))) {
            while (channel.read(block.clear()) >= 0) {
                digest.update(block.flip());
                progress.accept(channel.position());
            }
        }
        return Sha256.of(digest);
    }
}
