package org.almoner.server.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import org.almoner.server.operations.TestAuthority;
import org.almoner.server.web.Cidr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Letters to endpoints as they should be, and to endpoints that mean harm. */
@Timeout(60)
class HttpPostingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ExecutorService lookups = Executors.newCachedThreadPool();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final List<HttpPosting> postings = new ArrayList<>();

    /** By which answers of name servers are remembered. */
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        postings.forEach(HttpPosting::close);
        lookups.shutdownNow();
    }

    private HttpPosting posting(List<Cidr> allowed, @Nullable Path authority) {
        return posting(host -> addresses(host), allowed, authority);
    }

    private HttpPosting posting(SafeResolver.Lookup lookup, List<Cidr> allowed, @Nullable Path authority) {
        var resolver = new SafeResolver(lookup, new AddressRules(allowed), lookups, Duration.ofSeconds(10), nanos::get);
        var posting = new HttpPosting(
                resolver, Trust.of(authority), Duration.ofSeconds(30), 64, Clock.fixed(NOW, ZoneOffset.UTC));
        postings.add(posting);
        return posting;
    }

    /** One that may call this machine. */
    private HttpPosting local() {
        return posting(List.of(Cidr.parse("127.0.0.0/8")), null);
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        var named = names.get(host);
        if (named == null) {
            return InetAddress.getAllByName(host);
        }
        return named.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static Letter letter(String url) {
        return new Letter(
                Endpoint.parse(url),
                List.of(
                        new Header("x-amz-sns-message-type", "Notification"),
                        new Header("Content-Type", "text/plain; charset=UTF-8")),
                "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8),
                RetryPolicy.STANDARD,
                Throttle.NONE);
    }

    private static Letter to(TestEndpoint endpoint) {
        return letter("http://127.0.0.1:" + endpoint.port() + "/hook?x=1");
    }

    private static Outcome send(HttpPosting posting, Letter letter) {
        return posting.send(letter, new Exchange());
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unanswered.class);
        return ((Outcome.Unanswered) outcome).result().reason();
    }

    @Test
    void aLetterArrivesAsItIs() {
        try (var endpoint = TestEndpoint.answering(OK)) {
            var outcome = send(local(), to(endpoint));

            assertThat(outcome).isEqualTo(new Outcome.Accepted(new Attempt.Answered(200, "ok")));
            assertThat(endpoint.requests()).singleElement().satisfies(request -> {
                assertThat(request).startsWith("POST /hook?x=1 HTTP/1.1\r\n").endsWith("\r\n\r\n{\"a\":\"ü\"}");
                assertThat(request.lines()
                                .map(line -> line.replaceFirst(":.*", ""))
                                .takeWhile(line -> !line.isEmpty()))
                        .containsExactlyInAnyOrder(
                                "POST /hook?x=1 HTTP/1.1",
                                "x-amz-sns-message-type",
                                "Content-Type",
                                "Content-Length",
                                "Host",
                                "Connection");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, Accepted",
        "204, Accepted",
        "299, Accepted",
        "301, Refused",
        "302, Refused",
        "304, Refused",
        "307, Refused",
        "308, Refused",
        "400, Refused",
        "401, Refused",
        "403, Refused",
        "404, Refused",
        "410, Refused",
        "499, Refused",
        "408, Unready",
        "429, Unready",
        "500, Unready",
        "502, Unready",
        "503, Unready",
        "599, Unready",
        "999, Unready"
    })
    void theStatusDecides(int status, String outcome) {
        var length = status == 204 || status == 304 ? "" : "Content-Length: 0\r\n";
        try (var endpoint = TestEndpoint.answering("HTTP/1.1 " + status + " So\r\n" + length + "\r\n")) {
            assertThat(send(local(), to(endpoint)).getClass().getSimpleName()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "31536000, 31536000", "99999999999999999999, 2147483647", "-1, ", "soon, ", "'', "})
    void retryAfterIsReadInSeconds(String value, Long seconds) {
        try (var endpoint = TestEndpoint.answering(
                "HTTP/1.1 429 Slowly\r\nRetry-After: " + value + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(local(), to(endpoint)))
                    .isEqualTo(new Outcome.Unready(
                            new Attempt.Answered(429, ""),
                            Optional.ofNullable(seconds).map(Duration::ofSeconds)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 22 Nov 2026 08:02:00 GMT', 120",
        "'Mon, 22 Nov 2027 08:00:00 GMT', 31536000",
        "'Sat, 21 Nov 2026 08:00:00 GMT', 0"
    })
    void retryAfterIsReadAsADate(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var internal = TestEndpoint.answering(OK);
                var endpoint = TestEndpoint.answering("HTTP/1.1 307 There\r\nLocation: http://127.0.0.1:"
                        + internal.port() + "/admin\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(local(), to(endpoint))).isInstanceOf(Outcome.Refused.class);
            assertThat(internal.connections()).isZero();
        }
    }

    @Test
    void aHangingEndpointIsLeftWhenTheTimeIsUp() throws Exception {
        var asked = new CountDownLatch(1);
        try (var endpoint = new TestEndpoint((in, _) -> {
            in.read();
            asked.countDown();
            new CountDownLatch(1).await();
        })) {
            assertThat(endedWhen(asked, to(endpoint), local())).contains("within 30000 ms");
        }
    }

    @Test
    void anEndpointThatDripsIsLeftWhenTheTimeIsUp() throws Exception {
        var dripping = new CountDownLatch(1);
        try (var endpoint = new TestEndpoint((in, out) -> {
            in.read();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(out, dripping);
        })) {
            assertThat(endedWhen(dripping, to(endpoint), local())).contains("within 30000 ms");
        }
    }

    @Test
    void aTlsHandshakeThatHangsIsLeftWhenTheTimeIsUp() throws Exception {
        var greeted = new CountDownLatch(1);
        try (var endpoint = new TestEndpoint((in, out) -> {
            in.read();
            // The head of a record that never ends.
            out.write(new byte[] {0x16, 3, 3, 0x3f, (byte) 0xff});
            drip(out, greeted);
        })) {
            assertThat(endedWhen(greeted, letter("https://127.0.0.1:" + endpoint.port() + "/"), local()))
                    .contains("within 30000 ms");
        }
    }

    private static void drip(OutputStream out, CountDownLatch dripping) throws IOException {
        while (true) {
            out.write('a');
            out.flush();
            dripping.countDown();
            LockSupport.parkNanos(1);
        }
    }

    /** What comes of a letter that is timed out when something has happened. */
    private static String endedWhen(CountDownLatch happened, Letter letter, HttpPosting posting) throws Exception {
        var exchange = new Exchange();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sending = threads.submit(() -> posting.send(letter, exchange));
            happened.await();
            exchange.timeOut();
            return reason(sending.get());
        }
    }

    @Test
    void aLetterWhoseTimeIsUpBeforeItBeginsIsNotSent() {
        try (var endpoint = TestEndpoint.answering(OK)) {
            var exchange = new Exchange();
            exchange.breakOff();

            assertThat(local().send(to(endpoint), exchange)).isEqualTo(new Outcome.BrokenOff());
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    @Test
    void aGigabyteIsNotRead() throws Exception {
        var written = new AtomicLong();
        var over = new CountDownLatch(1);
        try (var endpoint = new TestEndpoint((in, out) -> {
            in.read();
            try {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var block = new byte[8192];
                Arrays.fill(block, (byte) 'x');
                while (written.get() < 1_000_000_000) {
                    out.write(block);
                    written.addAndGet(block.length);
                }
            } finally {
                over.countDown();
            }
        })) {
            var outcome = send(local(), to(endpoint));
            over.await();

            assertThat(outcome).isEqualTo(new Outcome.Accepted(new Attempt.Answered(200, "x".repeat(1_024))));
            // What the sockets of both sides hold comes on top of what was read.
            assertThat(written).hasValueLessThan(50_000_000);
        }
    }

    @Test
    void theHeadOfAnAnswerHasItsBoundsToo() throws Exception {
        try (var endpoint = new TestEndpoint((in, out) -> {
            in.read();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("x-more: and more\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertThat(reason(send(local(), to(endpoint)))).contains("not HTTP");
        }
    }

    @Test
    void aLineWithoutEndIsNotRead() throws Exception {
        try (var endpoint = new TestEndpoint((in, out) -> {
            in.read();
            while (true) {
                out.write("HTTP/1.1 200 OKOKOKOKOKOK".getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertThat(reason(send(local(), to(endpoint)))).contains("not HTTP");
        }
    }

    @Test
    void whatIsKeptOfAnAnswerCanBePrintedAndStored() {
        var body = "a\0b\u001b[2Jc\r\nd\u00ff";
        try (var endpoint =
                TestEndpoint.answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            assertThat(send(local(), to(endpoint)))
                    .isEqualTo(
                            new Outcome.Accepted(new Attempt.Answered(200, "a\ufffdb\ufffd[2Jc\ufffd\ufffdd\ufffd")));
        }
    }

    @Test
    void anEndpointThatClosesWithoutAWordIsNamedSo() {
        try (var endpoint = new TestEndpoint((in, _) -> in.read())) {
            assertThat(reason(send(local(), to(endpoint)))).isNotEmpty().doesNotContain("java.");
        }
    }

    @Test
    void anEndpointThatClosesInTheHandshakeIsNamedSo() {
        try (var endpoint = new TestEndpoint((in, _) -> in.read())) {
            assertThat(reason(send(local(), letter("https://127.0.0.1:" + endpoint.port() + "/"))))
                    .startsWith("TLS failed");
        }
    }

    @Test
    void whereNobodyListensThereIsNoConnection() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(reason(send(local(), letter("http://127.0.0.1:" + port + "/"))))
                .contains("cannot be connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "localhost", "0.0.0.0", "[::]"})
    void thisMachineIsNotCalledHoweverItIsWritten(String host) {
        try (var endpoint = TestEndpoint.answering(OK)) {
            var outcome = send(posting(List.of(), null), letter("http://" + host + ":" + endpoint.port() + "/"));

            assertThat(reason(outcome)).contains("does not send there");
            assertThat(endpoint.connections()).isZero();
        }
    }

    @Test
    void aNameWithOneForbiddenAddressAmongOthersIsNotCalled() {
        names.put("mixed.example.org", List.of("192.0.2.77", "8.8.8.8", "127.0.0.1"));
        try (var endpoint = TestEndpoint.answering(OK)) {
            var outcome = send(
                    posting(List.of(Cidr.parse("192.0.2.77")), null),
                    letter("http://mixed.example.org:" + endpoint.port() + "/"));

            assertThat(reason(outcome)).contains("127.0.0.1", "does not send there");
            assertThat(endpoint.connections()).isZero();
        }
    }

    @Test
    void aNameThatResolvesDifferentlyTheSecondTimeIsAskedOnceAndCalledWhereItWasChecked() {
        var asked = new AtomicInteger();
        try (var endpoint = TestEndpoint.answering(OK)) {
            // First what may be called, then what may not: whoever looked a second time to connect would be led there.
            var posting = posting(
                    _ -> new InetAddress[] {
                        InetAddress.ofLiteral(asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
                    },
                    List.of(Cidr.parse("127.0.0.1")),
                    null);

            assertThat(send(posting, letter("http://rebound.example.org:" + endpoint.port() + "/")))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void whatNameServersSayIsRememberedForSecondsOnly() {
        var asked = new AtomicInteger();
        var resolver = new SafeResolver(
                _ -> {
                    if (asked.incrementAndGet() == 2) {
                        throw new UnknownHostException();
                    }
                    return new InetAddress[] {InetAddress.ofLiteral("8.8.8." + asked.get())};
                },
                new AddressRules(List.of()),
                Runnable::run,
                Duration.ofSeconds(10),
                nanos::get);

        assertThat(host(resolver)).isEqualTo("8.8.8.1");
        nanos.addAndGet(Duration.ofMillis(4_999).toNanos());
        assertThat(host(resolver)).isEqualTo("8.8.8.1");
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        // That a name is not known is not remembered at all.
        assertThat(host(resolver)).isEqualTo("The host moving.example.org is not known");
        assertThat(host(resolver)).isEqualTo("8.8.8.3");
    }

    private static String host(SafeResolver resolver) {
        try {
            return resolver.addresses("moving.example.org").getFirst().getHostAddress();
        } catch (UnknownHostException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aNameThatNowLeadsInsideIsRefusedAlthoughItWasCheckedBefore() {
        names.put("moved.example.org", List.of("8.8.8.8"));
        try (var endpoint = TestEndpoint.answering(OK)) {
            var letter = letter("http://moved.example.org:" + endpoint.port() + "/");
            new ResolvedEndpoints(new SafeResolver(
                            host -> addresses(host),
                            new AddressRules(List.of()),
                            lookups,
                            Duration.ofSeconds(10),
                            nanos::get))
                    .check(letter.endpoint());

            names.put("moved.example.org", List.of("127.0.0.1"));

            assertThat(reason(send(posting(List.of(), null), letter))).contains("does not send there");
            assertThat(endpoint.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void proxiesOfTheJvmAreNotAsked(String scheme) {
        try (var proxy = TestEndpoint.answering(OK);
                var endpoint = TestEndpoint.answering(OK)) {
            var settings = new LinkedHashMap<String, @Nullable String>();
            for (var kind : List.of("socks", "http.", "https.")) {
                settings.put(kind + (kind.equals("socks") ? "ProxyHost" : "proxyHost"), "127.0.0.1");
                settings.put(kind + (kind.equals("socks") ? "ProxyPort" : "proxyPort"), "" + proxy.port());
            }
            // Otherwise this machine is called without them.
            settings.put("socksNonProxyHosts", "");
            settings.put("http.nonProxyHosts", "");
            settings.replaceAll(System::setProperty);
            try {
                assertThat(ProxySelector.getDefault().select(URI.create("socket://127.0.0.1:" + endpoint.port())))
                        .extracting(Proxy::type)
                        .containsExactly(Proxy.Type.SOCKS);
                send(local(), letter(scheme + "://127.0.0.1:" + endpoint.port() + "/"));
            } finally {
                settings.forEach((name, before) -> {
                    if (before == null) {
                        System.clearProperty(name);
                    } else {
                        System.setProperty(name, before);
                    }
                });
            }
            assertThat(proxy.connections()).isZero();
            assertThat(endpoint.connections()).isEqualTo(1);
        }
    }

    @Test
    void overTlsTheNameIsAskedForAndProved(@TempDir Path folder) throws Exception {
        var authority = new TestAuthority(folder);
        authority.issue("dns:hooks.example.org");
        names.put("hooks.example.org", List.of("127.0.0.1"));
        names.put("other.example.org", List.of("127.0.0.1"));
        var allowed = List.of(Cidr.parse("127.0.0.0/8"));
        try (var endpoint = new TestEndpoint(authority.asServer().getServerSocketFactory(), (in, out) -> {
            in.read();
            out.write(OK.getBytes(StandardCharsets.US_ASCII));
        })) {
            var right = letter("https://hooks.example.org:" + endpoint.port() + "/");
            var wrong = letter("https://other.example.org:" + endpoint.port() + "/");

            assertThat(send(posting(allowed, authority.certificate()), right)).isInstanceOf(Outcome.Accepted.class);
            assertThat(reason(send(posting(allowed, authority.certificate()), wrong)))
                    .startsWith("TLS failed");
            assertThat(reason(send(posting(allowed, null), right))).startsWith("TLS failed");
        }
    }

    @Test
    void aPasswordIsSentAsBasicToWhoAsksForIt() {
        try (var endpoint = TestEndpoint.answering(
                "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")) {
            send(local(), letter("http://us%40er:p%3Aw+@127.0.0.1:" + endpoint.port() + "/"));

            var proof = Base64.getEncoder().encodeToString("us@er:p:w+".getBytes(StandardCharsets.US_ASCII));
            assertThat(endpoint.requests()).hasSize(2);
            assertThat(endpoint.requests().getFirst()).doesNotContain("Authorization", "us%40er");
            assertThat(endpoint.requests().getLast())
                    .contains("Authorization: Basic " + proof + "\r\n")
                    .endsWith("{\"a\":\"ü\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void aPasswordIsProvedByDigestWhereThatIsOffered(String algorithm) throws Exception {
        try (var endpoint = TestEndpoint.answering("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                + "WWW-Authenticate: Digest realm=\"x\", qop=\"auth\", algorithm=" + algorithm
                + ", nonce=\"abc\"\r\nContent-Length: 0\r\n\r\n")) {
            var outcome = send(local(), letter("http://user:secret@127.0.0.1:" + endpoint.port() + "/hook?x=1"));

            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            var said = endpoint.requests().getLast();
            assertThat(said).contains("Authorization: Digest ").doesNotContain("secret");
            // RFC 7616, section 3.4.1, worked out here by hand.
            var a1 = hash(algorithm, "user:x:secret");
            var a2 = hash(algorithm, "POST:/hook?x=1");
            var expected =
                    hash(algorithm, a1 + ":abc:" + field(said, "nc") + ":" + field(said, "cnonce") + ":auth:" + a2);
            assertThat(field(said, "response")).isEqualTo(expected);
        }
    }

    private static String field(String request, String name) {
        var field = Pattern.compile("[ ,]" + name + "=\"?([^\",\r]+)").matcher(request);
        assertThat(field.find()).as(name + " in " + request).isTrue();
        return field.group(1);
    }

    private static String hash(String algorithm, String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aConnectionIsUsedAgainButNotOneThatTheEndpointClosed() {
        try (var keeping = TestEndpoint.answering(OK);
                var closing = new TestEndpoint((in, out) -> {
                    in.readNBytes(10);
                    out.write(OK.getBytes(StandardCharsets.US_ASCII));
                })) {
            var posting = local();
            for (int time = 0; time < 3; time++) {
                assertThat(send(posting, to(keeping))).isInstanceOf(Outcome.Accepted.class);
                send(posting, to(closing));
            }
            assertThat(keeping.connections()).isEqualTo(1);
            assertThat(closing.connections()).isEqualTo(3);
        }
    }
}
