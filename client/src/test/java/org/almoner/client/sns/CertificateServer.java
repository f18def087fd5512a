package org.almoner.client.sns;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import static org.assertj.core.api.Assertions.assertThat;

/** An https server on the loopback address with certificates to fetch, and the keys to sign with. Made by {@code keytool}. */
final class CertificateServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;
    private final SSLContext ssl;
    private final HttpsServer server;
    final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    CertificateServer(Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        make(file, "tls", "3650", "-ext", "san=dns:localhost");
        make(file, "signing", "3650");
        make(file, "old", "1", "-startdate", "-10d");
        make(file, "short", "3650", "-keysize", "1024");
        store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        ssl = context();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ssl));
        server.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().toString();
                asked.add(path);
                var page = pages.get(path);
                if (path.startsWith("/elsewhere")) {
                    exchange.getResponseHeaders()
                            .set("Location", address("/signing.pem").toString());
                    exchange.sendResponseHeaders(302, -1);
                } else if (page == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                }
            }
        });
        server.start();
        for (var alias : List.of("signing", "old", "short")) {
            pages.put("/" + alias + ".pem", pem(alias));
        }
    }

    private static void make(Path store, String alias, String days, String... more) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-alias",
                alias,
                "-validity",
                days,
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            var said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
    }

    private SSLContext context() throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("tls", store.getKey("tls", PASSWORD), PASSWORD, store.getCertificateChain("tls"));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("tls", store.getCertificate("tls"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A client that trusts this server, and no other. */
    HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(ssl)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    URI address(String path) {
        return URI.create("https://localhost:" + server.getAddress().getPort() + path);
    }

    private byte[] pem(String alias) throws Exception {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return ("-----BEGIN CERTIFICATE-----\n"
                        + encoder.encodeToString(store.getCertificate(alias).getEncoded())
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    String sign(String alias, String algorithm, String text) throws Exception {
        var signature = Signature.getInstance(algorithm);
        signature.initSign((PrivateKey) store.getKey(alias, PASSWORD));
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
    }
}
