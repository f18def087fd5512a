package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.almoner.server.TestDatabase;
import org.almoner.server.storage.Links.LinkRequest;
import org.almoner.server.web.MasterKey;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;

/** The byte path behind a real Tomcat on the loopback interface, put together without Spring. */
final class LinkServer implements AutoCloseable {

    final TestClock clock = new TestClock("2026-11-21T10:00:00Z");
    final List<Object> events = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Storage storage;
    final Transfers transfers;
    final SignedLinks links;
    private final WebServer server;

    LinkServer(Path data) {
        this(data, new LinkSettings(Duration.ofMinutes(5), true, Duration.ofDays(30)));
    }

    LinkServer(Path data, LinkSettings settings) {
        this(new FolderStore(data, 0), settings);
    }

    LinkServer(ObjectStore store, LinkSettings settings) {
        this(store, settings, _ -> {});
    }

    LinkServer(ObjectStore store, LinkSettings settings, Consumer<TomcatServletWebServerFactory> customizer) {
        DataSource database = TestDatabase.H2.fresh();
        ApplicationEventPublisher publisher = events::add;
        var random = new SecureRandom();
        storage = new Storage(database, store, clock);
        transfers = new Transfers(publisher, meters, clock);
        var masterKey = MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", random);
        var keys = new LinkKeys(storage.jdbc, masterKey, random, clock, settings);
        links = new SignedLinks(keys, settings, clock, this::base);
        var bytes = new ByteServer(new BodySender(store, transfers), clock, () -> "THIS_STRING_SEPARATES");
        var filter = new FilterRegistrationBean<>(
                new LinkFilter(links, storage.objects, bytes, publisher, LinkServer::name, settings));
        filter.addUrlPatterns(SignedLinks.PREFIX + "*");
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        new StorageConfiguration().observedSendfile().customize(factory);
        // Tomcat runs no filter where it has nothing to serve behind it.
        factory.setRegisterDefaultServlet(true);
        customizer.accept(factory);
        server = factory.getWebServer(filter);
        server.start();
    }

    /** Not the whole path, so that it can be told from one. */
    private static Optional<String> name(List<String> path) {
        return path.size() > 1 ? Optional.of(path.getFirst() + "/.../" + path.getLast()) : Optional.empty();
    }

    int port() {
        return server.getPort();
    }

    private String base() {
        return "http://127.0.0.1:" + port();
    }

    StoredObject store(byte[] bytes) throws IOException {
        var id = storage.uploads.begin((long) bytes.length, null).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(bytes));
        return storage.uploads.complete(id);
    }

    URI link(StoredObject object) {
        return link(object, "example.zip");
    }

    URI link(StoredObject object, String fileName) {
        return links.issue(new LinkRequest(
                        object.key(),
                        List.of("product-1", "00393482300wD", "sub-product-2", "version-3", fileName),
                        fileName,
                        "application/zip",
                        "00393482300wD",
                        "client-1"))
                .address();
    }

    /** Lets no new request in, as the beginning of an orderly shutdown. */
    void pause() {
        server.shutDownGracefully(_ -> {});
    }

    @Override
    public void close() {
        server.stop();
        server.destroy();
    }
}
