package org.almoner.client.bytepath;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** With the JDK's own TLS server, certificates by keytool, and a proxy of a few lines. */
class TlsTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n" + "0123456789".repeat(4000);

    @TempDir
    private Path folder;

    /** A context that has a certificate of its own and trusts it. */
    private SSLContext context(String name) throws Exception {
        var store = folder.resolve(name + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=dns:" + name,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static Scripted server(SSLContext context) throws IOException {
        return new Scripted(context.getServerSocketFactory().createServerSocket(), Scripted.saying(ANSWER, false));
    }

    private static void fetchTwice(BytePath path, Scripted server, String scheme) throws IOException {
        for (int i = 0; i < 2; i++) {
            var address = URI.create(scheme + "://localhost:" + server.address().getPort() + "/x");
            try (var exchange = path.get(address, Map.of())) {
                exchange.begin();
                assertThat(new String(exchange.beginning(50_000), StandardCharsets.ISO_8859_1))
                        .isEqualTo("0123456789".repeat(4000));
                assertThat(exchange.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
        }
    }

    @Test
    void aServerProvesItself() throws Exception {
        var context = context("localhost");
        try (var server = server(context);
                var like = HttpClient.newBuilder().sslContext(context).build();
                var path = new BytePath(like)) {
            fetchTwice(path, server, "https");
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNone() throws Exception {
        var context = context("other.example");
        try (var server = server(context);
                var like = HttpClient.newBuilder().sslContext(context).build();
                var path = new BytePath(like)) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> fetchTwice(path, server, "https"));
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNone() throws Exception {
        try (var server = server(context("localhost"));
                var like = HttpClient.newHttpClient();
                var path = new BytePath(like)) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> fetchTwice(path, server, "https"));
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void aProxyIsAskedForALine() throws Exception {
        var context = context("localhost");
        try (var server = server(context);
                var proxy = new Scripted((_, head, socket) -> tunnel(head, socket));
                var like = HttpClient.newBuilder()
                        .sslContext(context)
                        .proxy(ProxySelector.of(proxy.address()))
                        .build();
                var path = new BytePath(like)) {
            fetchTwice(path, server, "https");

            var authority = "localhost:" + server.address().getPort();
            assertThat(proxy.heads())
                    .containsExactly("CONNECT " + authority + " HTTP/1.1\nHost: " + authority + "\n\n");
        }
    }

    private static void tunnel(String head, Socket socket) throws IOException {
        int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP")));
        try (var onwards = new Socket()) {
            onwards.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Scripted.say(socket, "HTTP/1.1 200 Fine\r\n\r\n");
            Thread.ofVirtual().start(() -> {
                try {
                    copy(onwards.getInputStream(), socket);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            copy(socket.getInputStream(), onwards);
        }
    }

    private static void copy(InputStream in, Socket to) throws IOException {
        in.transferTo(to.getOutputStream());
        to.shutdownOutput();
    }

    @Test
    void aProxyThatRefusesIsSaidTo() throws Exception {
        var context = context("localhost");
        try (var server = server(context);
                var proxy = new Scripted(Scripted.saying("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n", false));
                var like = HttpClient.newBuilder()
                        .sslContext(context)
                        .proxy(ProxySelector.of(proxy.address()))
                        .build();
                var path = new BytePath(like)) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> fetchTwice(path, server, "https"))
                    .withMessageContaining("the proxy answered 407");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aProxyThatReadsAlongIsToldTheWholeAddress() throws Exception {
        try (var proxy = new Scripted(Scripted.saying(ANSWER, false));
                var like = HttpClient.newBuilder()
                        .proxy(ProxySelector.of(proxy.address()))
                        .build();
                var path = new BytePath(like)) {
            try (var exchange = path.get(URI.create("http://files.example/a?b"), Map.of())) {
                exchange.begin();
            }
            assertThat(proxy.heads()).containsExactly("GET http://files.example/a?b HTTP/1.1\nHost: files.example\n\n");
        }
    }
}
