package org.almoner.client.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.almoner.client.golden.Golden;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

/** Held against the hash of the bytes themselves. */
class PrefixHashTest {

    @TempDir
    private Path folder;

    /** In order, all buffers go from hand to hand; the more of them change places, the more is read back. */
    @ParameterizedTest
    @CsvSource({"100000, 0", "5000000, 0", "5000000, 1", "5000000, 10", "5000000, 1000", "65536, 0", "1, 0"})
    void theHashIsThatOfTheBytesInWhateverOrderTheyCame(int size, int swaps) throws IOException {
        var file = Golden.bytes(size, 71);
        var random = new Random(size + swaps);
        var pieces = pieces(size, random);
        for (int i = 0; i < swaps; i++) {
            Collections.swap(pieces, random.nextInt(pieces.size()), random.nextInt(pieces.size()));
        }
        var buffers = new Buffers(1 << 20);
        var there = new Spans();
        try (var channel = FileChannel.open(folder.resolve("file"), CREATE, READ, WRITE);
                var hash = new PrefixHash(channel, buffers)) {
            var buffer = buffers.borrowSmall();
            for (var piece : pieces) {
                buffer.put(file, (int) piece.from(), (int) piece.length()).flip();
                channel.write(buffer.duplicate(), piece.from());
                there.add(piece);
                buffer = hash.written(buffer, piece.from(), there.prefix());
                assertThat(buffer.position()).isZero();
                // Whoever still reads from a buffer that was handed back reads this.
                buffer.put(0, new byte[buffer.capacity()]);
                assertThat(buffer.remaining()).isEqualTo(buffer.capacity());
            }

            assertThat(hash.finish(size)).isEqualTo(Fixed.hash(file));
        }
    }

    private static List<Span> pieces(int size, Random random) {
        var pieces = new ArrayList<Span>();
        for (int at = 0; at < size; ) {
            int to = Math.min(size, at + 1 + random.nextInt(1 << 16));
            pieces.add(new Span(at, to));
            at = to;
        }
        return pieces;
    }
}
