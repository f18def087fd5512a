package org.almoner.server.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

import org.almoner.server.RawClient;
import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The server with a certificate of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class TlsTest {

    /** Far more than the buffers of a connection hold. */
    private static final byte[] CONTENT = random(24 << 20);

    private TestAuthority authority;
    private SSLContext trust;
    private Path certificate;
    private Path privateKey;
    private TestServer server;
    private TestClient client;
    private TestRelease release;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        authority = new TestAuthority(Files.createDirectory(folder.resolve("authority")));
        trust = authority.trust();
        // As certbot has it: the names that a server is given lead to the files of the latest renewal.
        certificate = folder.resolve("fullchain.pem");
        privateKey = folder.resolve("privkey.pem");
        var issued = authority.issue();
        Files.createSymbolicLink(certificate, issued.chain());
        Files.createSymbolicLink(privateKey, issued.key());
        server = TestServer.startTrusting(
                trust,
                "almoner.tls.certificate=" + certificate,
                "almoner.tls.private-key=" + privateKey,
                // How long the files must have been left alone: ten seconds, by default.
                "spring.ssl.bundle.watch.file.quiet-period=200ms");
        var publisher = server.newClient("acme", "publish", "download");
        client = publisher;
        release = TestRelease.publish(server, publisher, "Sealed", "file.bin", CONTENT);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTheProtocolsOfToday(String protocol) throws Exception {
        try (var socket = (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void tellsBrowsersToStayWithTls() {
        var answer = server.get("/download/v1/products", "Authorization", client.bearer());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void aClientThatDoesNotKnowTheAuthorityStaysOut() {
        try (var stranger = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.baseUri() + "/actuator/health"))
                    .build();

            assertThatThrownBy(() -> stranger.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void plainHttpIsToldWhatIsWrong() throws Exception {
        try (var plain = new RawClient(port())) {
            plain.send("GET /download/v1/products HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n");

            var head = plain.head();
            assertThat(head).startsWith("HTTP/1.1 400 ");
            assertThat(new String(plain.read(10_000), StandardCharsets.UTF_8))
                    .contains("TLS")
                    .doesNotContain("Tomcat", "Exception", "product");
        }
    }

    @Test
    void theBytesAreThose() {
        var link = release.link(server, client);

        assertThat(link).startsWith("https://127.0.0.1:" + port() + "/files/");
        assertThat(server.getBytes(link).body()).isEqualTo(CONTENT);
        var part = server.getBytes(link, "Range", "bytes=1000000-9000000");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_000, 9_000_001));
    }

    /** How the new files come to be under the names that the server was given. */
    enum Renewal {
        LINKED_ANEW {
            @Override
            void put(Path renewed, Path name) throws IOException {
                var link = name.resolveSibling(name.getFileName() + ".new");
                Files.createSymbolicLink(link, renewed);
                Files.move(link, name, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        MOVED_THERE {
            @Override
            void put(Path renewed, Path name) throws IOException {
                Files.move(renewed, name, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        WRITTEN_OVER {
            @Override
            void put(Path renewed, Path name) throws IOException {
                Files.write(name, Files.readAllBytes(renewed));
            }
        };

        abstract void put(Path renewed, Path name) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aRenewedCertificateIsTakenUpWhileATransferRuns(Renewal renewal) throws Exception {
        var link = URI.create(release.link(server, client));
        try (var slow = new RawClient(trust.getSocketFactory().createSocket(), port())) {
            slow.get(link);
            assertThat(slow.head()).startsWith("HTTP/1.1 200");
            var begun = slow.read(1000);

            var renewed = authority.issue();
            assertThat(serial()).isNotEqualTo(renewed.serial());
            renewal.put(renewed.key(), privateKey);
            renewal.put(renewed.chain(), certificate);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(serial()).isEqualTo(renewed.serial()));
            assertThat(begun).isEqualTo(Arrays.copyOf(CONTENT, 1000));
            assertThat(slow.read(CONTENT.length - 1000)).isEqualTo(Arrays.copyOfRange(CONTENT, 1000, CONTENT.length));
        }
        assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyMayBeLocked() throws Exception {
        var issued = authority.issue();
        try (var other = TestServer.startTrusting(
                trust,
                "almoner.tls.certificate=" + issued.chain(),
                "almoner.tls.private-key=" + authority.lockedKey("open sesame"),
                "almoner.tls.private-key-password=open sesame")) {
            assertThat(other.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    private int port() {
        return server.baseUri().getPort();
    }

    /** The serial number of the certificate that a new connection is shown. */
    private BigInteger serial() {
        try (var socket = (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
