package org.almoner.client.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server on the loopback address that keeps the API's contract from memory. One client, {@value #ID} with secret
 * {@value #SECRET}, may do everything. Faults are given per method and path, each is used once, in order.
 */
public final class GoldenServer implements AutoCloseable {

    public static final String ID = "golden";
    public static final String SECRET = "s3cret: with a colon & more";

    static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final List<Recorded> requests = new CopyOnWriteArrayList<>();
    private final List<Planned> faults = new ArrayList<>();
    private final AtomicInteger tokensIssued = new AtomicInteger();
    private final GoldenSyndication syndication = new GoldenSyndication();
    private final GoldenAdmin admin = new GoldenAdmin(syndication);
    private final GoldenDownloads downloads = new GoldenDownloads(this, admin);
    private final GoldenEvents events = new GoldenEvents();
    private final GoldenSubscriptions subscriptions = new GoldenSubscriptions();
    private final Routes notified = new Routes();
    private volatile long tokenLifetime = 3600;

    private record Planned(String method, Pattern path, Fault fault) {}

    public GoldenServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriptions.addTo(notified);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    public GoldenAdmin admin() {
        return admin;
    }

    public GoldenSyndication syndication() {
        return syndication;
    }

    public GoldenDownloads downloads() {
        return downloads;
    }

    public GoldenSubscriptions subscriptions() {
        return subscriptions;
    }

    public GoldenEvents events() {
        return events;
    }

    /** The next request of that method whose path matches fails; further calls are for the requests after it. */
    public GoldenServer fail(String method, String path, Fault fault) {
        synchronized (faults) {
            faults.add(new Planned(method, Pattern.compile(path), fault));
        }
        return this;
    }

    public void tokensLive(long seconds) {
        tokenLifetime = seconds;
    }

    public void revokeAllTokens() {
        tokens.clear();
    }

    public int tokensIssued() {
        return tokensIssued.get();
    }

    /** What came so far, as {@code METHOD path}. */
    public List<String> asked() {
        return requests.stream().map(Recorded::toString).toList();
    }

    public List<Recorded> requests() {
        return List.copyOf(requests);
    }

    public void forgetRequests() {
        requests.clear();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        requests.add(new Recorded(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                exchange.getRequestHeaders()));
        exchange.getResponseHeaders().set("X-Request-Id", "request-" + requests.size());
        try (exchange) {
            var fault = planned(exchange);
            if (fault instanceof Fault.Status status) {
                status.headers().forEach(exchange.getResponseHeaders()::set);
                answer(exchange, status.code(), status.body().getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (fault instanceof Fault.Hold(var arrived, var release)) {
                arrived.countDown();
                release.await();
                return;
            }
            route(exchange, fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange, @Nullable Fault fault) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        if (path.equals("/oauth/token")) {
            token(exchange);
        } else if (path.startsWith("/files/")) {
            downloads.link(exchange, fault);
        } else if (!authorized(exchange) && path.startsWith("/api/")) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            answer(exchange, 401, "Send a token".getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/api/")) {
            syndication.serve(exchange, fault);
        } else if (!authorized(exchange)) {
            problem(exchange, 401, "Send a token");
        } else if (path.equals("/events/v1")) {
            events.serve(exchange);
        } else if (path.startsWith("/notifications/")
                || path.startsWith("/admin/v1/topics/")
                || path.startsWith("/admin/v1/notification-keys")) {
            notified.serve(exchange, fault);
        } else if (path.startsWith("/download/")) {
            downloads.listing(exchange);
        } else {
            admin.serve(exchange, fault);
        }
    }

    private @Nullable Fault planned(HttpExchange exchange) {
        synchronized (faults) {
            for (var planned : faults) {
                if (planned.method().equals(exchange.getRequestMethod())
                        && planned.path()
                                .matcher(exchange.getRequestURI().getRawPath())
                                .matches()) {
                    faults.remove(planned);
                    return planned.fault();
                }
            }
            return null;
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString("golden:s3cret%3A+with+a+colon+%26+more".getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        var token = "token-" + tokensIssued.incrementAndGet();
        tokens.add(token);
        json(
                exchange,
                200,
                Map.of("access_token", token, "token_type", "Bearer", "expires_in", tokenLifetime, "scope", "admin"));
    }

    private boolean authorized(HttpExchange exchange) {
        var field = exchange.getRequestHeaders().getFirst("Authorization");
        return field != null && field.startsWith("Bearer ") && tokens.contains(field.substring(7));
    }

    /** The query's parameters, decoded; of several of one name the last. */
    static Map<String, String> query(HttpExchange exchange) {
        var query = exchange.getRequestURI().getRawQuery();
        var parameters = new LinkedHashMap<String, String>();
        for (var part : query == null ? new String[0] : query.split("&", -1)) {
            var at = part.indexOf('=');
            parameters.put(part.substring(0, at), URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    static Map<?, ?> body(HttpExchange exchange) throws IOException {
        return JSON.readValue(exchange.getRequestBody().readAllBytes(), Map.class);
    }

    /** What arrives of a request until it ends, or until it is to be broken. */
    static byte[] read(InputStream in, long most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var block = new byte[1000];
        for (int read;
                bytes.size() < most && (read = in.read(block, 0, (int) Math.min(1000, most - bytes.size()))) > 0; ) {
            bytes.write(block, 0, read);
        }
        return bytes.toByteArray();
    }

    static void json(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(exchange, status, JSON.writeValueAsBytes(body));
    }

    static void problem(HttpExchange exchange, int status, String detail) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        var body = Map.of("type", "about:blank", "title", "No", "status", status, "detail", detail);
        answer(exchange, status, JSON.writeValueAsBytes(body));
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bodyless = exchange.getRequestMethod().equals("HEAD") || status == 204 || body.length == 0;
        exchange.sendResponseHeaders(status, bodyless ? -1 : body.length);
        if (!bodyless) {
            exchange.getResponseBody().write(body);
        }
    }
}
