package org.almoner.client.bytepath;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Held against answers written out by hand. */
class BytePathTest {

    private final HttpClient like = HttpClient.newHttpClient();
    private final BytePath path = new BytePath(like);

    @AfterEach
    void close() {
        path.close();
        like.close();
    }

    private static URI of(Scripted server) {
        return URI.create("http://localhost:" + server.address().getPort() + "/a%20file?x=1");
    }

    private String get(Scripted server) throws IOException {
        return get(server, 7);
    }

    private String get(Scripted server, int room) throws IOException {
        try (var exchange = path.get(of(server), Map.of("User-Agent", "test"))) {
            exchange.begin();
            var text = new StringBuilder();
            var buffer = ByteBuffer.allocateDirect(room);
            while (exchange.read(buffer) >= 0) {
                text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
                buffer.clear();
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world",
                "HTTP/1.1 200\r\nContent-Length: 11, 11\r\ncontent-length: 11\r\n\r\nhello world",
                "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:11\r\n\r\nhello world",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n06 \r\n world\r\n0\r\nX: y\r\n\r\n",
                "HTTP/1.1 200 OK\nX: a\n b\nTransfer-Encoding: Chunked\n\nB\nhello world\n0\n\n",
            })
    void aBodyEndsWhereItsHeadSays(String answer) throws IOException {
        try (var server = new Scripted(Scripted.saying(answer, false))) {
            assertThat(get(server)).isEqualTo("hello world");
            assertThat(get(server, 1)).isEqualTo("hello world");
            assertThat(get(server, 1000)).isEqualTo("hello world");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\nhello world",
                "HTTP/1.0 200 OK\r\nContent-Length: 11\r\n\r\nhello world",
                "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 11\r\n\r\nhello world",
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello worldHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad",
            })
    void aConnectionThatCannotBeUsedAgainIsNot(String answer) throws IOException {
        try (var server = new Scripted(Scripted.saying(answer, true))) {
            assertThat(get(server)).isEqualTo("hello world");
            assertThat(get(server)).isEqualTo("hello world");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerWithoutABodyHasNone() throws IOException {
        try (var server =
                new Scripted(Scripted.saying("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", false))) {
            assertThat(get(server)).isEmpty();
            assertThat(get(server)).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 099 Low\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
                "HTTP/1.1 200 OK\r\n goes on\r\n\r\n",
                "HTTP/1.1 200 OK\r\nName : x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\rY: b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n12",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n12",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
            })
    void whatIsNoAnswerIsNotTakenForOne(String answer) throws IOException {
        try (var server = new Scripted(Scripted.saying(answer, true))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> get(server))
                    .isNotInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"
            })
    void anAnswerThatBreaksOffIsKnownAsSuch(String answer) throws IOException {
        try (var server = new Scripted(Scripted.saying(answer, true))) {
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> get(server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "\0"})
    void aHeadWithoutEndIsGivenUp(String again) throws IOException {
        try (var server = new Scripted((_, _, socket) -> {
            if (!again.startsWith("HTTP")) {
                Scripted.say(socket, "HTTP/1.1 200 OK\r\n");
            }
            while (true) {
                Scripted.say(socket, again);
            }
        })) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> get(server))
                    .withMessageContaining("has no end");
        }
    }

    @Test
    void aRequestSaysWhatIsWanted() throws IOException {
        try (var server = new Scripted(Scripted.saying("HTTP/1.1 204 No\r\n\r\n", false))) {
            get(server);

            assertThat(server.heads())
                    .containsExactly("GET /a%20file?x=1 HTTP/1.1\nHost: localhost:"
                            + server.address().getPort() + "\nUser-Agent: test\n\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "\0", "\u20ac"})
    void aFieldThatWouldBeReadAsAnotherIsNotSent(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path.get(URI.create("http://localhost/"), Map.of("If-Range", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/", "file:///etc/passwd", "http:/x", "http://a_b:80/", "/x"})
    void anAddressThatIsNotOneOfAServerIsNotCalled(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> path.get(URI.create(address), Map.of()));
    }

    @Test
    void aKeptConnectionThatHasEndedIsNotMissed() throws IOException {
        try (var server = new Scripted((number, _, socket) -> {
            if (number == 1) {
                // Closed only when the second request has come: too late to be seen before.
                throw new IOException("end");
            }
            Scripted.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world");
        })) {
            assertThat(get(server)).isEqualTo("hello world");
            assertThat(get(server)).isEqualTo("hello world");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.heads()).hasSize(3);
        }
    }

    @Test
    void anAnswerThatWasNotReadToItsEndIsNotMistakenForTheNext() throws IOException {
        try (var server =
                new Scripted(Scripted.saying("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world", false))) {
            try (var exchange = path.get(of(server), Map.of())) {
                exchange.begin();
                assertThat(exchange.read(ByteBuffer.allocate(3))).isEqualTo(3);
            }
            assertThat(get(server)).isEqualTo("hello world");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsIsFreedByAnAbortAndByAnInterrupt() throws Exception {
        var arrived = new CountDownLatch(2);
        try (var server = new Scripted((_, _, _) -> arrived.countDown());
                var one = path.get(of(server), Map.of());
                var other = path.get(of(server), Map.of())) {
            var failures = new AtomicInteger();
            var threads = new Thread[] {waiting(one, failures), waiting(other, failures)};
            arrived.await();
            one.abort();
            threads[1].interrupt();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(failures).hasValue(2);
        }
    }

    private static Thread waiting(Exchange exchange, AtomicInteger failures) {
        return Thread.ofVirtual().start(() -> {
            try {
                exchange.begin();
            } catch (IOException e) {
                failures.incrementAndGet();
            }
        });
    }
}
