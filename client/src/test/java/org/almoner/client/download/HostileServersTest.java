package org.almoner.client.download;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.almoner.client.http.RetryPolicy;
import org.almoner.client.http.Timeouts;
import org.almoner.client.http.Token;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each test has a server of its own that does just one thing wrong. */
class HostileServersTest {

    private static final int SIZE = 400_000;
    private static final int SEGMENT = 40_000;
    private static final byte[] FILE = Golden.bytes(SIZE, 11);
    private static final byte[] OTHER = Golden.bytes(SIZE, 12);
    private static final String TAG = "ETag: \"1\"";
    private static final byte[] PAGE = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final Heard heard = new Heard();
    private DownloadSettings settings =
            DownloadSettings.USUAL.withSegment(SEGMENT).withConnections(1);
    private Timeouts timeouts = Timeouts.USUAL;
    private @Nullable RawServer server;
    private @Nullable AlmonerClient client;

    @AfterEach
    void stop() throws IOException {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private RawServer serve(RawServer.Behaviour behaviour) throws IOException {
        var started = new RawServer(behaviour);
        server = started;
        client = Golden.builder(started.address(), time)
                .downloads(settings)
                .timeouts(timeouts)
                .open();
        return started;
    }

    private Fetched fetch(RawServer from, @Nullable Long size, @Nullable Sha256 hash) {
        return Objects.requireNonNull(client)
                .downloads()
                .fetch(Fixed.wanted(from.address(), folder.resolve("file"), size, hash), heard);
    }

    private Fetched fetchListed(RawServer from) {
        return fetch(from, (long) SIZE, Fixed.hash(FILE));
    }

    private List<String> left() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private void assertOnlyTheFile(byte[] bytes) throws IOException {
        assertThat(folder.resolve("file")).hasBinaryContent(bytes);
        assertThat(left()).containsExactly("file");
    }

    @Test
    void anotherLengthThanListed() throws IOException {
        var lying = serve((request, reply) -> reply.file(request, Golden.bytes(SIZE / 2, 1), TAG));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> fetchListed(lying))
                .withMessageContaining("lists file with 400000 bytes and sends 200000");
        assertThat(left()).isEmpty();
        assertThat(lying.requests()).hasSize(RetryPolicy.PATIENT.attempts());
    }

    @Test
    void otherBytesThanListed() throws IOException {
        var lying = serve((request, reply) -> reply.file(request, OTHER, TAG));

        assertThatExceptionOfType(AlmonerException.Damaged.class).isThrownBy(() -> fetchListed(lying));
        assertThat(left()).isEmpty();
        assertThat(lying.sent()).as("one further attempt, and no more").isEqualTo(2L * SIZE);
        assertThat(heard.restarts).hasSize(1);
    }

    @Test
    void bytesThatAreWrongOnce() throws IOException {
        var flaky = serve((request, reply) -> reply.file(request, request.number() == 0 ? OTHER : FILE, TAG));

        assertThat(fetchListed(flaky).proof()).isEqualTo(Fetched.Proof.HASH);
        assertOnlyTheFile(FILE);
    }

    @Test
    void allWhenAskedForAPart() throws IOException {
        var partless = serve((request, reply) -> {
            int breakAfter = request.number() == 0 ? 100_000 : SIZE;
            reply.head("200 OK", TAG, "Content-Length: " + SIZE).body(FILE, 0, breakAfter);
            if (breakAfter < SIZE) {
                throw new IOException("broken");
            }
        });

        fetchListed(partless);

        assertOnlyTheFile(FILE);
        assertThat(heard.restarts).containsExactly("the server does not send parts of it");
    }

    @Test
    void severalConnectionsAtAServerWithoutParts() throws IOException {
        settings = settings.withConnections(4);
        var partless = serve((_, reply) ->
                reply.head("200 OK", TAG, "Content-Length: " + SIZE).body(FILE, 0, SIZE));

        fetchListed(partless);

        assertOnlyTheFile(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-399999/400000",
                "bytes 99999-399999/400000",
                "bytes 99999-399998/400000",
                "bytes 0-299999/400000",
                "bytes 100000-399999/100",
                "bytes */400000",
                "octets 100000-399999/400000",
                ""
            })
    void aPartThatWasNotAskedFor(String range) throws IOException {
        var confused = serve((request, reply) -> {
            if (request.number() == 0) {
                reply.file(request, FILE, 100_000, TAG);
            } else if (request.number() == 1) {
                reply.head("206 Partial Content", TAG, "Content-Range: " + range, "Content-Length: 300000")
                        .body(OTHER, 0, 300_000);
            } else {
                reply.file(request, FILE, TAG);
            }
        });

        fetchListed(confused);

        assertOnlyTheFile(FILE);
        assertThat(confused.requests().getLast().from()).isEqualTo(100_000);
        assertThat(heard.failures).last().isInstanceOf(AlmonerException.BadAnswer.class);
    }

    @Test
    void anErrorPageInTheMiddle() throws IOException {
        var portal = serve((request, reply) -> {
            if (request.number() == 0) {
                reply.file(request, FILE, 100_000, TAG);
            } else if (request.number() < 4) {
                reply.head("200 OK", "Content-Type: text/html", "Content-Length: " + PAGE.length)
                        .body(PAGE, 0, PAGE.length);
            } else {
                reply.file(request, FILE, TAG);
            }
        });

        fetch(portal, null, null);

        assertOnlyTheFile(FILE);
        assertThat(heard.restarts).isEmpty();
        assertThat(portal.sent()).isEqualTo(SIZE + 3L * PAGE.length);
    }

    @Test
    void anErrorPageForEverKeepsWhatThereWas() throws IOException {
        var portal = serve((request, reply) -> {
            if (request.number() == 0) {
                reply.file(request, FILE, 100_000, TAG);
            } else {
                reply.head("200 OK", "Content-Type: text/html", "Content-Length: " + PAGE.length)
                        .body(PAGE, 0, PAGE.length);
            }
        });

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(() -> fetch(portal, null, null));
        assertThat(left()).containsExactly("file.almoner-part", "file.almoner-part.state");
        assertThat(folder.resolve("file.almoner-part")).hasSize(100_000);
    }

    @Test
    void anObjectThatChangesOnTheWay() throws IOException {
        var changing = serve((request, reply) -> {
            if (request.number() == 0) {
                reply.file(request, FILE, 100_000, TAG);
            } else {
                reply.file(request, OTHER, "ETag: \"2\"");
            }
        });

        fetch(changing, null, null);

        assertOnlyTheFile(OTHER);
        assertThat(heard.restarts).containsExactly("the server has another one now");
    }

    @Test
    void anObjectThatChangesBetweenSegments() throws IOException {
        settings = settings.withConnections(4);
        var whichever = new AtomicInteger();
        var changing = serve((request, reply) -> {
            boolean odd = whichever.incrementAndGet() % 2 == 1;
            // As a balancer in front of two servers that are not of one mind, and that look at no condition.
            var headers = List.of("ETag: \"" + odd + "\"");
            if (request.ranged()) {
                int to = request.to(SIZE);
                reply.head(
                                "206 Partial Content",
                                headers.getFirst(),
                                "Content-Length: " + (to - request.from()),
                                "Content-Range: bytes " + request.from() + "-" + (to - 1) + "/" + SIZE)
                        .body(odd ? FILE : OTHER, request.from(), to);
            } else {
                reply.file(request, odd ? FILE : OTHER, headers.getFirst());
            }
        });

        var fetched = fetch(changing, null, null);

        assertThat(fetched.sha256()).as("one of the two, not a mixture").isIn(Fixed.hash(FILE), Fixed.hash(OTHER));
        assertThat(left()).containsExactly("file");
    }

    @Test
    void anotherTagForTheSameBytes() throws IOException {
        var digest = "Repr-Digest: sha-512=:AAAA:, sha-256=:" + base64(Fixed.hash(FILE)) + ":";
        var renaming = serve((request, reply) -> {
            if (request.number() == 0) {
                reply.file(request, FILE, 100_000, TAG, digest);
            } else {
                reply.file(request, FILE, "ETag: \"2\"", digest);
            }
        });

        assertThat(fetch(renaming, null, null).proof()).isEqualTo(Fetched.Proof.DIGEST);
        assertOnlyTheFile(FILE);
        assertThat(heard.restarts).isEmpty();
        assertThat(renaming.requests().getLast().from()).isEqualTo(100_000);
    }

    @Test
    void anotherTagEachTimeForTheSameBytes() throws IOException {
        var digest = "Repr-Digest: sha-256=:" + base64(Fixed.hash(FILE)) + ":";
        var renaming = serve((request, reply) -> reply.file(
                request, FILE, request.number() == 0 ? 100_000 : SIZE, "ETag: \"" + request.number() + "\"", digest));

        fetch(renaming, null, null);

        assertOnlyTheFile(FILE);
        assertThat(renaming.requests()).hasSizeLessThan(10);
    }

    @Test
    void aDigestThatIsNotThatOfTheBytes() throws IOException {
        var lying = serve((request, reply) ->
                reply.file(request, FILE, TAG, "Repr-Digest: sha-256=:" + base64(Fixed.hash(OTHER)) + ":"));

        assertThatExceptionOfType(AlmonerException.Damaged.class).isThrownBy(() -> fetch(lying, null, null));
        assertThat(left()).isEmpty();
    }

    @Test
    void aDigestThatIsNotTheListedOne() throws IOException {
        var lying = serve((request, reply) ->
                reply.file(request, FILE, TAG, "Repr-Digest: sha-256=:" + base64(Fixed.hash(OTHER)) + ":"));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(() -> fetchListed(lying));
        assertThat(lying.requests())
                .as("known from the head, before the bytes")
                .hasSize(RetryPolicy.PATIENT.attempts());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moreBytesThanThereAre(boolean hashed) throws IOException {
        var generous = serve((_, reply) -> {
            reply.head("200 OK", TAG, "Connection: close").body(FILE, 0, SIZE).body(PAGE, 0, PAGE.length);
            throw new IOException("end");
        });

        if (hashed) {
            fetchListed(generous);
            assertOnlyTheFile(FILE);
        } else {
            assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                    .isThrownBy(() -> fetch(generous, (long) SIZE, null))
                    .withMessageContaining("more than the 400000 bytes");
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void fewerBytesThanListedWithoutSayingSo() throws IOException {
        var brief = serve((_, reply) -> {
            reply.head("200 OK", "Connection: close").body(FILE, 0, SIZE / 2);
            throw new IOException("end");
        });

        assertThatExceptionOfType(AlmonerException.class).isThrownBy(() -> fetch(brief, (long) SIZE, null));
        assertThat(folder.resolve("file")).doesNotExist();
    }

    @Test
    void anEncodingThatNobodyAskedFor() throws IOException {
        var helpful = serve((request, reply) -> reply.file(request, FILE, TAG, "Content-Encoding: gzip"));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> fetch(helpful, null, null))
                .withMessageContaining("encoded as 'gzip'");
        assertThat(helpful.requests().getFirst().header("Accept-Encoding")).contains("identity");
    }

    @Test
    void aByteNowAndThen() throws IOException {
        timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(100));
        var open = new CountDownLatch(1);
        var dripping = serve((request, reply) -> {
            int from = request.from();
            if (request.ranged()) {
                reply.head(
                        "206 Partial Content",
                        TAG,
                        "Content-Length: " + (SIZE - from),
                        "Content-Range: bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
            } else {
                reply.head("200 OK", TAG, "Content-Length: " + SIZE);
            }
            for (int at = from; open.getCount() > 0; at++) {
                reply.body(FILE, at, at + 1);
                await(Duration.ofMillis(10), open);
            }
        });

        assertThatExceptionOfType(AlmonerException.Unreachable.class)
                .isThrownBy(() -> fetchListed(dripping))
                .withMessageContaining("next to nothing moved");
        open.countDown();
    }

    private static void await(Duration time, CountDownLatch latch) throws IOException {
        try {
            latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void redirectsWithoutEnd() throws IOException {
        var turning = serve((request, reply) -> reply.empty("302 Found", "Location: /file?" + request.number()));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> fetchListed(turning))
                .withMessageContaining("without end");
        assertThat(turning.requests()).hasSize(6 * RetryPolicy.PATIENT.attempts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/file", "http://", "%%"})
    void redirectsToWhereNoFileIs(String location) throws IOException {
        var turning = serve((_, reply) -> reply.empty("302 Found", "Location: " + location));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(() -> fetchListed(turning));
    }

    @Test
    void theTokenDoesNotFollowARedirectToAnotherServer() throws IOException {
        try (var store = new RawServer((request, reply) -> reply.file(request, FILE, TAG))) {
            var api = serve((_, reply) -> reply.empty("307 Temporary Redirect", "Location: " + store.address() + "/x"));
            var token = new Token("secret", Instant.EPOCH, Instant.MAX, "");
            var source = new Source() {
                @Override
                public Link first() {
                    return new Link(api.address().resolve("/api/extracts/1/download"), token);
                }

                @Override
                public Link again(Link refused, AlmonerException.Refused why) {
                    throw why;
                }
            };
            Objects.requireNonNull(client)
                    .downloads()
                    .fetch(
                            new Wanted(
                                    new Remote("extract", "file", (long) SIZE, Fixed.hash(FILE), source),
                                    folder.resolve("file"),
                                    false),
                            heard);

            assertOnlyTheFile(FILE);
            assertThat(api.requests().getFirst().header("Authorization")).contains("Bearer secret");
            assertThat(store.requests())
                    .hasSize(1)
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isEmpty());
        }
    }

    @Test
    void connectionsThatBreakAtRandom() throws IOException {
        settings = settings.withConnections(4);
        var random = Golden.random(5);
        var broken = new AtomicInteger();
        var breaking = serve((request, reply) -> {
            int breakAfter;
            synchronized (random) {
                breakAfter = random.nextInt(4) == 0 ? SIZE : random.nextInt(1, SEGMENT);
            }
            broken.addAndGet(breakAfter < SIZE ? 1 : 0);
            reply.file(request, FILE, breakAfter, TAG);
        });

        fetchListed(breaking);

        assertOnlyTheFile(FILE);
        assertThat(broken).hasPositiveValue();
    }

    @Test
    void aServerThatIsTooBusyIsGivenTheTimeItAsksFor() throws IOException {
        var busy = serve((request, reply) -> {
            switch (request.number()) {
                case 0 -> reply.empty("429 Too Many Requests", "Retry-After: 7");
                case 1 -> reply.empty("503 Service Unavailable", "Retry-After: Sat, 21 Nov 2026 20:00:30 GMT");
                default -> reply.file(request, FILE, TAG);
            }
        });

        fetchListed(busy);

        assertOnlyTheFile(FILE);
        assertThat(time.slept().getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        assertThat(time.instant())
                .isBetween(Instant.parse("2026-11-21T20:00:30Z"), Instant.parse("2026-11-21T20:00:32Z"));
    }

    @Test
    void aServerThatTakesOneConnectionAtATime() throws IOException {
        settings = settings.withConnections(8);
        var taken = new AtomicInteger();
        var busy = new AtomicInteger();
        var strict = serve((request, reply) -> {
            try {
                if (taken.incrementAndGet() > 1) {
                    busy.incrementAndGet();
                    reply.empty("503 Service Unavailable");
                } else {
                    reply.file(request, FILE, TAG);
                }
            } finally {
                taken.decrementAndGet();
            }
        });

        fetchListed(strict);

        assertOnlyTheFile(FILE);
        assertThat(busy).hasValueLessThan(40);
    }

    @Test
    void aServerThatIsBusyForTooLong() throws IOException {
        var busy = serve((_, reply) -> reply.empty("429 Too Many Requests", "Retry-After: 3600"));

        assertThatExceptionOfType(AlmonerException.TooMany.class).isThrownBy(() -> fetchListed(busy));
        assertThat(busy.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "403 Forbidden", "404 Not Found", "412 Precondition Failed", "500 Oops"})
    void aFinalAnswerIsNotAskedForAgain(String status) throws IOException {
        var refusing = serve((_, reply) -> reply.empty(status));

        assertThatExceptionOfType(AlmonerException.Refused.class).isThrownBy(() -> fetchListed(refusing));
        assertThat(refusing.requests()).hasSize(1);
        assertThat(left()).isEmpty();
    }

    @Test
    void aServerThatIsGoneIsSaidToBeSo() throws IOException {
        var gone = serve((request, reply) -> reply.file(request, FILE, TAG));
        gone.close();

        assertThatExceptionOfType(AlmonerException.Unreachable.class)
                .isThrownBy(() -> fetchListed(gone))
                .withMessageContaining("nothing answers there");
        assertThat(left()).isEmpty();
        assertThat(time.slept()).hasSize(RetryPolicy.PATIENT.attempts() - 1);
    }

    @Test
    void aDateServesWhereThereIsNoTag() throws IOException {
        var dated = serve((request, reply) -> reply.file(
                request,
                FILE,
                request.number() == 0 ? 100_000 : SIZE,
                "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT",
                "Date: Sat, 21 Nov 2026 10:00:01 GMT"));

        fetch(dated, null, null);

        assertOnlyTheFile(FILE);
        assertThat(dated.requests().getLast().from()).isEqualTo(100_000);
        assertThat(dated.requests().getLast().header("If-Range")).contains("Sat, 21 Nov 2026 10:00:00 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Last-Modified: Sat, 21 Nov 2026 10:00:01 GMT|Date: Sat, 21 Nov 2026 10:00:01 GMT",
                "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT|X: no date",
                "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT|Date: Sat, 21 Nov 2026 11:00:01 GMT|ETag: W/\"1\"",
                "X: nothing"
            })
    void whatMayHaveChangedUnseenIsFetchedFromItsBeginning(String fields) throws IOException {
        var vague = serve((request, reply) ->
                reply.file(request, FILE, request.number() == 0 ? 100_000 : SIZE, fields.split("\\|", -1)));

        fetch(vague, null, null);

        assertOnlyTheFile(FILE);
        assertThat(vague.requests()).noneMatch(RawServer.Request::ranged);
        assertThat(heard.restarts).hasSize(1);
    }

    @Test
    void aListedHashLetsItGoOnWithoutAnyValidator() throws IOException {
        var vague = serve((request, reply) -> reply.file(request, FILE, request.number() == 0 ? 100_000 : SIZE));

        fetchListed(vague);

        assertOnlyTheFile(FILE);
        assertThat(vague.requests().getLast().from()).isEqualTo(100_000);
        assertThat(vague.sent()).isEqualTo(SIZE);
    }

    private static String base64(Sha256 hash) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash.hex()));
    }
}
