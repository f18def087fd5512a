package org.almoner.server.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Somebody else's small web server. */
final class KeyPublisher implements AutoCloseable {

    final AtomicInteger requests = new AtomicInteger();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final HttpServer server;

    KeyPublisher() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            var document = documents.get(exchange.getRequestURI().getPath());
            var body = (document == null ? "not found" : document).getBytes(UTF_8);
            exchange.sendResponseHeaders(document == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void publish(String path, String document) {
        documents.put(path, document);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
