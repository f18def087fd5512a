package org.almoner.client.download;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Links that live for two seconds, and a file that takes half a minute. */
class ShortLinksTest {

    private static final int RATE = 100_000;
    private static final byte[] FILE = Golden.bytes(30 * RATE, 41);
    private static final String EXPIRED =
            "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();

    /** Mints links, and counts how often it is asked, and by how many at once. */
    private final class Minting implements Source {

        private final RawServer server;
        private final AtomicInteger minted = new AtomicInteger();
        private final AtomicInteger asking = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        private Minting(RawServer server) {
            this.server = server;
        }

        @Override
        public Link first() {
            return again(new Link(server.address(), null), null);
        }

        @Override
        public Link again(Link refused, AlmonerException.@Nullable Refused why) {
            mostAtOnce.accumulateAndGet(asking.incrementAndGet(), Math::max);
            minted.incrementAndGet();
            asking.decrementAndGet();
            return new Link(
                    server.address()
                            .resolve("/file?expires="
                                    + time.instant().plusSeconds(2).toEpochMilli()),
                    null);
        }
    }

    @Test
    void aFileThatTakesLongerThanItsLinksLiveArrives() throws IOException {
        try (var server = new RawServer((request, reply) -> {
                    var expires =
                            Instant.ofEpochMilli(Long.parseLong(request.target().substring("/file?expires=".length())));
                    if (time.instant().isBefore(expires)) {
                        reply.file(request, FILE, "ETag: \"1\"");
                    } else {
                        reply.head(
                                        "403 Forbidden",
                                        "Content-Type: application/xml",
                                        "Content-Length: " + EXPIRED.length())
                                .body(EXPIRED.getBytes(StandardCharsets.UTF_8), 0, EXPIRED.length());
                    }
                });
                var client = Golden.builder(server.address(), time)
                        .downloads(DownloadSettings.USUAL
                                .withConnections(4)
                                .withSegment(200_000)
                                .withLimitRate(RATE))
                        .open()) {
            var source = new Minting(server);
            var heard = new Heard();
            var begun = time.instant();

            var fetched = client.downloads()
                    .fetch(
                            new Wanted(
                                    new Remote("id", "file", (long) FILE.length, Fixed.hash(FILE), source),
                                    folder.resolve("file"),
                                    false),
                            heard);

            assertThat(fetched.path()).hasBinaryContent(FILE);
            assertThat(heard.restarts).isEmpty();
            assertThat(source.mostAtOnce).as("one asks for all").hasValue(1);
            assertThat(source.minted).hasValueBetween(2, 31);
            assertThat(heard.links).hasValue(source.minted.get() - 1);
            assertThat(Duration.between(begun, time.instant())).isGreaterThan(Duration.ofSeconds(29));
        }
    }
}
