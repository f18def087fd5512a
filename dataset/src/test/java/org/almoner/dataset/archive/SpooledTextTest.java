package org.almoner.dataset.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpooledTextTest {

    private static final int PARALLELISM = 2;

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() throws IOException {
        workspace = Workspace.open(folder.resolve("work"), Disk.local());
    }

    @AfterEach
    void close() throws IOException {
        workspace.close();
    }

    static List<DeflateCodec> codecs() {
        var codecs = new ArrayList<DeflateCodec>(List.of(new ZlibCodec(1), new ZlibCodec(6)));
        IsalCodec.load().ifPresent(codecs::add);
        return codecs;
    }

    /** Noise that cannot be compressed but where it repeats what is in the piece before. */
    @ParameterizedTest
    @MethodSource("codecs")
    void aPieceIsCompressedWithTheEndOfTheOneBeforeAsItsDictionary(DeflateCodec codec) throws IOException {
        var noise = noise(SpooledText.PIECE);
        int repeated = 16 << 10;
        try (var text =
                new SpooledText(workspace, new Compression(Runnable::run, PARALLELISM, () -> PARALLELISM, codec))) {
            text.append(noise);
            text.append(noise, noise.length - repeated, repeated);
            text.finish();
            assertThat(text.file().size()).isLessThan(noise.length + repeated / 2);
        }
    }

    @Test
    void noMorePiecesAreKeptInMemoryThanAreWorthHavingUnderWay() throws IOException {
        var noise = noise(SpooledText.PIECE);
        int pieces = 50;
        var compression = new Compression(_ -> {}, PARALLELISM, () -> PARALLELISM, new ZlibCodec(1));
        try (var text = new SpooledText(workspace, compression)) {
            for (int i = 0; i < pieces; i++) {
                text.append(noise);
                assertThat(text.file().size())
                        .as("after %d pieces", i + 1)
                        .isGreaterThanOrEqualTo((long) (i + 1 - compression.depth()) * noise.length);
            }
            text.finish();
            assertThat(text.file().size()).isGreaterThanOrEqualTo((long) pieces * noise.length);
        }
    }

    @Test
    void manyTextsTogetherHaveAFewPiecesWaitingForThreads() throws IOException {
        var noise = noise(SpooledText.PIECE);
        var handed = new ArrayList<Runnable>();
        Executor asleep = handed::add;
        var compression = new Compression(asleep, PARALLELISM, () -> PARALLELISM, new ZlibCodec(1));
        for (int i = 0; i < 20; i++) {
            new SpooledText(workspace, compression).append(noise);
        }
        assertThat(handed).hasSize(2 * PARALLELISM);
        // Whoever wakes up makes room for as many again.
        handed.forEach(Runnable::run);
        for (int i = 0; i < 20; i++) {
            new SpooledText(workspace, compression).append(noise);
        }
        assertThat(handed).hasSize(2 * 2 * PARALLELISM);
    }

    @Test
    void noThreadIsWokenWhileAllCoresAreBusy() throws IOException {
        var handed = new ArrayList<Runnable>();
        var compression = new Compression(handed::add, PARALLELISM, () -> 0, new ZlibCodec(1));
        try (var text = new SpooledText(workspace, compression)) {
            var noise = noise(SpooledText.PIECE);
            for (int i = 0; i < 10; i++) {
                text.append(noise);
            }
            text.finish();
            assertThat(text.file().size()).isGreaterThan(9L * noise.length);
        }
        assertThat(handed).isEmpty();
    }

    private static byte[] noise(int size) {
        var noise = new byte[size];
        new Random(5).nextBytes(noise);
        return noise;
    }
}
