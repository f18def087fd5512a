package org.almoner.dataset.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server that answers as a test tells it to, and remembers what it was asked. */
final class FhirServer implements AutoCloseable {

    static final String KICK_OFF = "GET /fhir/Patient/$export";
    static final String STATUS = "GET /status/1";
    static final String DELETE = "DELETE /status/1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<Reply>> next = new ConcurrentHashMap<>();
    private final Map<String, Reply> always = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** What came, empty where a header was not sent. */
    record Seen(String what, String query, String authorization, String range, String body) {}

    @FunctionalInterface
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    FhirServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        always(KICK_OFF, status(202, "Content-Location", at("/status/1")));
        always(DELETE, status(202));
    }

    String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    URI base() {
        return URI.create(at("/fhir"));
    }

    /** What comes next, before what always comes. */
    FhirServer next(String what, Reply... replies) {
        next.computeIfAbsent(what, _ -> new ArrayDeque<>()).addAll(List.of(replies));
        return this;
    }

    FhirServer always(String what, Reply reply) {
        always.put(what, reply);
        return this;
    }

    List<Seen> seen(String what) {
        return seen.stream().filter(each -> each.what().equals(what)).toList();
    }

    int count(String what) {
        return seen(what).size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        seen.add(new Seen(
                what,
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                Optional.ofNullable(headers.getFirst("Authorization")).orElse(""),
                Optional.ofNullable(headers.getFirst("Range")).orElse(""),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        var queue = next.get(what);
        Reply reply;
        synchronized (this) {
            reply = queue == null || queue.isEmpty() ? always.getOrDefault(what, status(404)) : queue.remove();
        }
        try (exchange) {
            reply.to(exchange);
        }
    }

    static Reply status(int status, String... headers) {
        return body(status, "", headers);
    }

    static Reply body(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Reply bytes(int status, byte[] bytes, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Ends the connection without a word. */
    static Reply silence() {
        return HttpExchange::close;
    }

    /** Announces all and sends a part. */
    static Reply broken(byte[] bytes, int sent, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, sent);
            exchange.getResponseBody().flush();
        };
    }

    static Reply manifest(String output, String error, boolean token) {
        return body(200, """
                {"transactionTime":"2026-11-20T10:00:00.5+01:00","request":"x","requiresAccessToken":%s,
                 "output":[%s],"deleted":[{"type":"Bundle","url":"http://127.0.0.1/gone"}],"error":[%s]}
                """.formatted(token, output, error), "Content-Type", "application/json");
    }

    /** A manifest of one Patient file. */
    Reply onePatientFile() {
        return manifest("{\"type\":\"Patient\",\"url\":\"%s\"}".formatted(at("/files/p")), "", true);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
