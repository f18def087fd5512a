package org.almoner.client.download;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

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

class FullDiskTest {

    private static final byte[] FILE = Golden.bytes(300_000, 31);

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();

    private Fetched fetch(RawServer server, Disk disk) {
        try (var http = HttpClient.newHttpClient()) {
            var patience = new Patience(RetryPolicy.PATIENT, time, time, Golden.random(1));
            var wire = new Wire(
                    http,
                    new Timeouts(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9)),
                    patience,
                    "test",
                    CallListener.NONE);
            var engine = new Engine(wire, DownloadSettings.USUAL.withSegment(40_000), disk);
            var wanted = Fixed.wanted(server.address(), folder.resolve("file"), (long) FILE.length, Fixed.hash(FILE));
            return new Download(engine, wanted, DownloadListener.NONE).fetch();
        }
    }

    @Test
    void nothingIsFetchedThatHasNoRoom() throws IOException {
        try (var server = new RawServer((request, reply) -> reply.file(request, FILE, "ETag: \"1\""))) {
            assertThatExceptionOfType(AlmonerException.Local.class)
                    .isThrownBy(() -> fetch(server, new SmallDisk(1_000_000, 299_000)))
                    .withMessageContaining("1000 bytes more are needed");
            assertThat(folder).isEmptyDirectory();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aDiskThatFillsUpMeanwhileSaysHowMuchIsMissingAndKeepsWhatThereIs() throws IOException {
        try (var server = new RawServer((request, reply) -> reply.file(request, FILE, "ETag: \"1\""))) {
            assertThatExceptionOfType(AlmonerException.Local.class)
                    .isThrownBy(() -> fetch(server, new SmallDisk(100_000, 1_000_000)))
                    .withMessageContaining("No space left on device");
            assertThat(folder.resolve("file")).doesNotExist();
            assertThat(folder.resolve("file.almoner-part.state")).exists();

            fetch(server, Disk.REAL);

            assertThat(folder.resolve("file")).hasBinaryContent(FILE);
            assertThat(server.requests().getLast().from()).isGreaterThan(50_000);
        }
    }

    /** Takes so many bytes, and says that it has room for so many. */
    private record SmallDisk(AtomicLong takes, long says) implements Disk {

        SmallDisk(long takes, long says) {
            this(new AtomicLong(takes), says);
        }

        @Override
        public FileChannel open(Path file) throws IOException {
            return new ToldChannel(Disk.REAL.open(file), (real, bytes, position) -> {
                if (takes.addAndGet(-bytes.remaining()) < 0) {
                    throw new IOException("No space left on device");
                }
                return real.write(bytes, position);
            });
        }

        @Override
        public long room(Path folder) {
            return takes.get() <= 0 ? 0 : says;
        }
    }
}
