package org.almoner.client.download;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.almoner.client.http.CallListener;
import org.almoner.client.http.Patience;
import org.almoner.client.http.RetryPolicy;
import org.almoner.client.http.Timeouts;
import org.almoner.client.http.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Large files go past the system's cache where that can be done, and arrive whole where it cannot. */
class PastTheCacheTest {

    private static final byte[] FILE = Golden.bytes((20 << 20) + 123, 41);

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final Collection<Span> past = new ConcurrentLinkedQueue<>();

    private Fetched fetch(RawServer server, Disk disk, DownloadSettings settings) {
        try (var http = HttpClient.newHttpClient()) {
            var patience = new Patience(RetryPolicy.PATIENT, time, time, Golden.random(1));
            var wire = new Wire(
                    http,
                    new Timeouts(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9)),
                    patience,
                    "test",
                    CallListener.NONE);
            var wanted = Fixed.wanted(server.address(), folder.resolve("file"), (long) FILE.length, Fixed.hash(FILE));
            return new Download(new Engine(wire, settings, disk), wanted, DownloadListener.NONE).fetch();
        }
    }

    private Fetched fetch(RawServer server, Disk disk) {
        return fetch(server, disk, DownloadSettings.USUAL);
    }

    private static RawServer serving() throws IOException {
        return new RawServer((request, reply) -> reply.file(request, FILE, "ETag: \"1\""));
    }

    /** A disk that can do it, whatever the one below can. */
    private Disk writing(ToldChannel.Writes writes) {
        return new Disk() {
            @Override
            public FileChannel open(Path file) throws IOException {
                return REAL.open(file);
            }

            @Override
            public Optional<FileChannel> openDirectly(Path file) throws IOException {
                return Optional.of(new ToldChannel(REAL.open(file), writes));
            }

            @Override
            public long room(Path of) throws IOException {
                return REAL.room(of);
            }
        };
    }

    private ToldChannel.Writes noting() {
        return (real, bytes, position) -> {
            past.add(new Span(position, position + bytes.remaining()));
            return real.write(bytes, position);
        };
    }

    @Test
    void allButTheLastBytesGoInWholePages() throws IOException {
        try (var server = serving()) {
            fetch(server, writing(noting()));
        }

        assertThat(folder.resolve("file")).hasBinaryContent(FILE);
        assertThat(past).allMatch(span -> span.from() % Buffers.PAGE == 0 && span.length() % Buffers.PAGE == 0);
        var written = Spans.of(past);
        assertThat(written.prefix()).isEqualTo(20 << 20);
        assertThat(past.stream().mapToLong(Span::length).sum()).isEqualTo(20 << 20);
    }

    @Test
    void thisMachinesDiskTakesThemAsTheyAre() throws IOException {
        try (var server = serving()) {
            assertThat(fetch(server, Disk.REAL).sha256()).isEqualTo(Fixed.hash(FILE));
        }

        assertThat(folder.resolve("file")).hasBinaryContent(FILE);
    }

    @Test
    void aFileSystemThatRefusesIsAskedOnce() throws IOException {
        var asked = new AtomicInteger();
        try (var server = serving()) {
            fetch(server, writing((real, bytes, position) -> {
                asked.incrementAndGet();
                throw new IOException("Invalid argument");
            }));
        }

        assertThat(folder.resolve("file")).hasBinaryContent(FILE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFileSystemThatTakesAPageAtATimeGetsThemAll() throws IOException {
        try (var server = serving()) {
            fetch(server, writing((real, bytes, position) -> {
                past.add(new Span(position, position + Buffers.PAGE));
                int end = bytes.limit();
                bytes.limit(bytes.position() + Buffers.PAGE);
                int written = real.write(bytes, position);
                bytes.limit(end);
                return written;
            }));
        }

        assertThat(folder.resolve("file")).hasBinaryContent(FILE);
        assertThat(past).hasSizeGreaterThan(4000);
    }

    @Test
    void aFullDiskIsSaidAndWhatIsThereIsGoneOnWith() throws IOException {
        var full = new Disk() {
            @Override
            public FileChannel open(Path file) throws IOException {
                return new ToldChannel(REAL.open(file), (real, bytes, position) -> {
                    throw new IOException("No space left on device");
                });
            }

            @Override
            public Optional<FileChannel> openDirectly(Path file) throws IOException {
                return Optional.of(new ToldChannel(REAL.open(file), (real, bytes, position) -> {
                    if (position >= 12 << 20) {
                        throw new IOException("No space left on device");
                    }
                    return real.write(bytes, position);
                }));
            }

            @Override
            public long room(Path of) {
                return Long.MAX_VALUE;
            }
        };
        try (var server = serving()) {
            assertThatExceptionOfType(AlmonerException.Local.class)
                    .isThrownBy(() -> fetch(server, full))
                    .withMessageContaining("No space left on device");
            assertThat(folder.resolve("file")).doesNotExist();

            fetch(server, Disk.REAL);

            assertThat(folder.resolve("file")).hasBinaryContent(FILE);
            assertThat(server.requests().getLast().from()).isEqualTo(12 << 20);
        }
    }

    @Test
    void theLastBytesAreNotTakenForThoseThatStillWaitForTheDisk() throws IOException {
        var lastOnes = new CountDownLatch(1);
        var full = new Disk() {
            @Override
            public FileChannel open(Path file) throws IOException {
                return new ToldChannel(REAL.open(file), (real, bytes, position) -> {
                    if (bytes.remaining() >= Buffers.PAGE) {
                        throw new IOException("No space left on device");
                    }
                    lastOnes.countDown();
                    return real.write(bytes, position);
                });
            }

            @Override
            public Optional<FileChannel> openDirectly(Path file) throws IOException {
                return Optional.of(new ToldChannel(REAL.open(file), (real, bytes, position) -> {
                    if (position < (20 << 20) - bytes.remaining()) {
                        return real.write(bytes, position);
                    }
                    overtaken(lastOnes);
                    throw new IOException("No space left on device");
                }));
            }

            @Override
            public long room(Path of) {
                return Long.MAX_VALUE;
            }
        };
        try (var server = serving()) {
            assertThatExceptionOfType(AlmonerException.Local.class).isThrownBy(() -> fetch(server, full));
            fetch(server, Disk.REAL);

            assertThat(server.requests().getLast().from()).isEqualTo((20 << 20) - (1 << 19));
        }
        assertThat(folder.resolve("file")).hasBinaryContent(FILE);
    }

    /** Gives them the time to overtake; they do not take it. */
    private static void overtaken(CountDownLatch lastOnes) {
        try {
            lastOnes.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatBreaksOffAnywhereIsGoneOnWithInWholePages() throws IOException {
        var breaks = new int[] {3 << 20, 9_000_001, 1, 4_095, 3_000_000};
        var server = new RawServer((request, reply) -> reply.file(
                request,
                FILE,
                request.number() < breaks.length ? breaks[request.number()] : FILE.length,
                "ETag: \"1\""));
        try (server) {
            fetch(server, writing(noting()));
        }

        assertThat(folder.resolve("file")).hasBinaryContent(FILE);
        assertThat(past).allMatch(span -> span.from() % Buffers.PAGE == 0 && span.length() % Buffers.PAGE == 0);
        assertThat(past).anyMatch(span -> span.from() > 15 << 20);
        assertThat(server.requests())
                .extracting(RawServer.Request::from)
                .containsExactly(0, 3_145_728, 12_145_729, 12_145_730, 12_149_825, 15_149_825);
    }

    @Test
    void whatComesOverSeveralConnectionsArrivesWhole() throws IOException {
        try (var server = serving()) {
            fetch(server, writing(noting()), DownloadSettings.USUAL.withConnections(4));
        }

        assertThat(folder.resolve("file")).hasBinaryContent(FILE);
    }
}
