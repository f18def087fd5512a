package org.almoner.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.proof.BlockHashes;

import static java.nio.file.StandardOpenOption.READ;

/** Finds out which parts of a file in place are as they should be. */
final class Repair {

    private static final int BUFFER = 1 << 18;

    private Repair() {}

    /**
     * The stretches of a file whose blocks have the right hashes.
     *
     * @param progress told how many bytes have been read, now and then
     */
    static List<Span> sound(Path file, BlockHashes hashes, LongConsumer progress) throws IOException {
        var sound = new Spans();
        var digest = Sha256.digest();
        var buffer = ByteBuffer.allocate(BUFFER);
        try (var channel = FileChannel.open(file, Set.of(READ, LinkOption.NOFOLLOW_LINKS))) {
            for (int block = 0; block < hashes.blocks().size(); block++) {
                long from = hashes.start(block);
                long length = hashes.length(block);
                if (read(channel, from, length, buffer, digest) == length
                        && Sha256.of(digest).equals(hashes.blocks().get(block))) {
                    sound.add(new Span(from, from + length));
                }
                progress.accept(from + length);
            }
        }
        return sound.list();
    }

    /** @return how many of the bytes there are */
    private static long read(FileChannel channel, long from, long length, ByteBuffer buffer, MessageDigest digest)
            throws IOException {
        digest.reset();
        long done = 0;
        while (done < length) {
            buffer.clear().limit((int) Math.min(BUFFER, length - done));
            int read = channel.read(buffer, from + done);
            if (read < 0) {
                break;
            }
            digest.update(buffer.flip());
            done += read;
        }
        return done;
    }
}
