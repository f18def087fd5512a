package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.almoner.client.golden.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A process is killed again and again; {@code -Dalmoner.kills=200} does it more often. */
class KillTest {

    private static final int KILLS = Integer.getInteger("almoner.kills", 12);
    private static final int CONNECTIONS = 3;
    private static final int SEGMENT = 1 << 20;
    private static final int PIECE = 16_384;

    /** So large that it is not whole before the last kill, if each process gets on by three segments at least. */
    private static final byte[] FILE = Golden.bytes(KILLS * 3 * SEGMENT / 2, 51);

    @TempDir
    private Path folder;

    private final AtomicReference<@Nullable Process> process = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong killAt = new AtomicLong();

    @Test
    void aDownloadThatIsKilledGoesOnWhereItsLastSegmentsBegan() throws Exception {
        var random = Golden.random(6);
        try (var server = new RawServer(this::slowly)) {
            var target = folder.resolve("file");
            int killed = 0;
            while (true) {
                killAt.set(killed < KILLS ? sent.get() + random.nextInt(2 * CONNECTIONS * SEGMENT) : Long.MAX_VALUE);
                var child = start(server, target);
                process.set(child);
                assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
                if (child.exitValue() == 0) {
                    break;
                }
                killed++;
                assertThat(killed).as(() -> "runs that failed; see " + folder).isLessThanOrEqualTo(KILLS);
                assertThat(target).doesNotExist();
            }

            assertThat(target).hasBinaryContent(FILE);
            assertThat(killed).isPositive();
            assertThat(sent.get())
                    .as("bytes sent for a file of %s after %s kills", FILE.length, killed)
                    .isLessThanOrEqualTo(FILE.length + (long) killed * CONNECTIONS * SEGMENT);
            try (var left = Files.list(folder)) {
                assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("file", "err");
            }
        }
    }

    /** In pieces, so that little is under way that nobody has received. */
    private void slowly(RawServer.Request request, RawServer.Reply reply) throws IOException {
        int from = request.from();
        int to = request.to(FILE.length);
        if (request.ranged()) {
            reply.head(
                    "206 Partial Content",
                    "ETag: \"1\"",
                    "Content-Length: " + (to - from),
                    "Content-Range: bytes " + from + "-" + (to - 1) + "/" + FILE.length);
        } else {
            reply.head("200 OK", "ETag: \"1\"", "Accept-Ranges: bytes", "Content-Length: " + FILE.length);
        }
        for (int at = from; at < to; at += PIECE) {
            int end = Math.min(to, at + PIECE);
            reply.body(FILE, at, end);
            if (sent.addAndGet(end - at) >= killAt.get()) {
                kill();
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void kill() throws IOException {
        var child = process.getAndSet(null);
        if (child != null) {
            child.destroyForcibly();
            throw new IOException("killed");
        }
    }

    private Process start(RawServer server, Path target) throws IOException {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        Objects.requireNonNull(classPath),
                        KilledDownload.class.getName(),
                        server.address().toString(),
                        target.toString(),
                        Integer.toString(FILE.length),
                        Fixed.hash(FILE).hex(),
                        Integer.toString(CONNECTIONS),
                        Integer.toString(SEGMENT))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
                .start();
    }
}
