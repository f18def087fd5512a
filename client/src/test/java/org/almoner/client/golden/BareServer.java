package org.almoner.client.golden;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server on the loopback address that speaks the two API documents to the letter, and no word more: it says no hash, no size of a file and
 * no validator, and all other paths are 404. What a test wants otherwise, it does {@link #instead}. Anybody gets a token.
 */
public final class BareServer implements AutoCloseable {

    private static final int PIECE = 16_384;
    private static final String EXPIRED =
            "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";

    private final InstantSource clock;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<BareVersion> versions = new CopyOnWriteArrayList<>();
    private final List<BareExtract> extracts = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> transfers = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile Duration linksLive = Duration.ofMinutes(5);
    private volatile boolean validators;
    private volatile Duration pause = Duration.ZERO;
    private volatile Runnable watcher = () -> {};

    private record Rule(Pattern path, AtomicInteger left, HttpHandler handler) {}

    /** @param clock by which links expire */
    public BareServer(InstantSource clock) throws IOException {
        this.clock = clock;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    /** The version of that address; it begins to exist when it is first asked for here. */
    public BareVersion version(String product, String subProduct, String slug) {
        return versions.stream()
                .filter(each -> each.product().equals(product)
                        && each.subProduct().equals(subProduct)
                        && each.slug().equals(slug))
                .findFirst()
                .orElseGet(() -> {
                    var fresh = new BareVersion(product, subProduct, slug);
                    versions.add(fresh);
                    return fresh;
                });
    }

    /** All versions, in the order in which they are listed. */
    public List<BareVersion> versions() {
        return versions;
    }

    public List<BareExtract> extracts() {
        return extracts;
    }

    public void linksLive(Duration time) {
        linksLive = time;
    }

    /** Bytes come with a strong {@code ETag} from now on, and an {@code If-Range} is obeyed. */
    public void sendValidators() {
        validators = true;
    }

    /** Bytes come in small pieces from now on, with a pause after each. */
    public void pauseBetweenPieces(Duration time) {
        pause = time;
    }

    /** @param told of each request before it is answered and of each piece of bytes that has been sent, by the threads that do it */
    public void watch(Runnable told) {
        watcher = told;
    }

    /** Answers requests whose path fits, as often as is said, in another way; the rule that was given last is looked at first. */
    public BareServer instead(String path, int times, HttpHandler handler) {
        rules.addFirst(new Rule(Pattern.compile(path), new AtomicInteger(times), handler));
        return this;
    }

    public BareServer instead(String path, HttpHandler handler) {
        return instead(path, Integer.MAX_VALUE, handler);
    }

    /** Forgets all that was to be done in another way. */
    public void behave() {
        rules.clear();
    }

    /** What came so far: methods and paths, without what links are signed with. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The names of the files and the numbers of the extracts whose bytes were sent, as often as they were. */
    public List<String> transfers() {
        return List.copyOf(transfers);
    }

    /** How many bytes of files have been sent. */
    public long sent() {
        return sent.get();
    }

    public void forgetRequests() {
        asked.clear();
        transfers.clear();
        sent.set(0);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        watcher.run();
        try (exchange) {
            for (var rule : rules) {
                if (rule.path().matcher(path).matches() && rule.left().getAndDecrement() > 0) {
                    rule.handler().handle(exchange);
                    return;
                }
            }
            route(
                    exchange,
                    Stream.of(path.split("/", -1))
                            .skip(1)
                            .map(step -> URLDecoder.decode(step, StandardCharsets.UTF_8))
                            .toList());
        }
    }

    private void route(HttpExchange exchange, List<String> path) throws IOException {
        var shape = String.join("/", path.size() > 1 ? path.subList(0, 2) : path);
        if (shape.equals("oauth/token")) {
            json(exchange, 200, Map.of("access_token", "token", "token_type", "Bearer", "expires_in", 3600));
        } else if (path.getFirst().equals("bytes")) {
            link(exchange, path);
        } else if (!"Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "text/plain", "Send a token".getBytes(StandardCharsets.UTF_8));
        } else if (shape.equals("api/extracts")) {
            extracts(exchange, path);
        } else if (shape.equals("download/v1") || shape.equals("download/v2")) {
            catalog(exchange, path);
        } else {
            notFound(exchange);
        }
    }

    private void catalog(HttpExchange exchange, List<String> path) throws IOException {
        if (path.size() == 3 && path.get(1).equals("v1")) {
            var products = distinct(versions.stream(), BareVersion::product)
                    .map(each -> Map.of(
                            "id", "id-of-" + each.product(),
                            "product_name", "Product " + each.product(),
                            "product_slug", each.product(),
                            "fields", List.of(),
                            "menu_options", List.of()))
                    .toList();
            json(exchange, 200, products);
        } else if (path.size() == 5 && path.get(1).equals("v2")) {
            var those = versions.stream().filter(each -> each.product().equals(path.get(3)));
            page(
                    exchange,
                    distinct(those, BareVersion::subProduct)
                            .map(each -> Map.of(
                                    "sub_product_name",
                                    "Sub-product " + each.subProduct(),
                                    "id",
                                    "id-of-" + each.subProduct(),
                                    "product_id",
                                    "id-of-" + each.product(),
                                    "organization_id",
                                    "00393482300wD",
                                    "is_public",
                                    true,
                                    "sub_product_slug",
                                    each.subProduct()))
                            .toList());
        } else if (path.size() == 7 && path.get(1).equals("v2")) {
            page(
                    exchange,
                    versions.stream()
                            .filter(each -> each.product().equals(path.get(3))
                                    && each.subProduct().equals(path.get(5)))
                            .map(BareVersion::listed)
                            .toList());
        } else if (path.size() == 9 && path.get(1).equals("v1") && path.get(8).equals("files")) {
            var version = versions.stream()
                    .filter(each -> each.product().equals(path.get(3))
                            && each.subProduct().equals(path.get(5))
                            && each.slug().equals(path.get(7)))
                    .findFirst();
            if (version.isPresent()) {
                json(
                        exchange,
                        200,
                        version.get().files().stream().map(this::listed).toList());
            } else {
                notFound(exchange);
            }
        } else {
            notFound(exchange);
        }
    }

    private static Stream<BareVersion> distinct(Stream<BareVersion> all, Function<BareVersion, String> by) {
        Map<String, BareVersion> first = new LinkedHashMap<>();
        all.forEach(each -> first.putIfAbsent(by.apply(each), each));
        return first.values().stream();
    }

    private Map<String, @Nullable Object> listed(BareFile file) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", file.id());
        json.put("version_id", "version");
        json.put("file_name", file.name());
        json.put(
                "download_url",
                address() + "/bytes/" + encoded(file.id()) + "?expires="
                        + clock.instant().plus(linksLive).toEpochMilli());
        json.put("publish_url", null);
        json.putAll(file.more());
        return json;
    }

    private void link(HttpExchange exchange, List<String> path) throws IOException {
        var expires = Long.parseLong(exchange.getRequestURI().getRawQuery().substring("expires=".length()));
        var file = versions.stream()
                .flatMap(version -> version.files().stream())
                .filter(each -> each.id().equals(path.get(1)))
                .findFirst();
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            answer(exchange, 400, "text/plain", "A token is not for here".getBytes(StandardCharsets.UTF_8));
        } else if (!clock.instant().isBefore(Instant.ofEpochMilli(expires))) {
            answer(exchange, 403, "application/xml", EXPIRED.getBytes(StandardCharsets.UTF_8));
        } else if (file.isEmpty()) {
            notFound(exchange);
        } else {
            send(exchange, file.get().name(), file.get().bytes());
        }
    }

    private void extracts(HttpExchange exchange, List<String> path) throws IOException {
        if (path.size() == 2) {
            var query = GoldenServer.query(exchange);
            json(
                    exchange,
                    200,
                    extracts.stream()
                            .skip(Long.parseLong(query.getOrDefault("start", "1")) - 1)
                            .limit(Long.parseLong(query.getOrDefault("limit", Long.toString(Long.MAX_VALUE))))
                            .map(BareServer::listed)
                            .toList());
            return;
        }
        var extract = extracts.stream()
                .filter(each -> Long.toString(each.id()).equals(path.get(2)))
                .findFirst();
        if (extract.isEmpty() || path.size() > 4) {
            notFound(exchange);
        } else if (path.size() == 3) {
            json(exchange, 200, listed(extract.get()));
        } else if (path.get(3).equals("download")) {
            send(exchange, path.get(2), extract.get().bytes());
        } else {
            notFound(exchange);
        }
    }

    private static Map<String, Object> listed(BareExtract extract) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", extract.id());
        json.put("population_id", extract.populationId());
        json.put("extract_type", extract.type());
        json.put("dataset_type", "LONG_REC");
        json.put("released_at", extract.releasedAt());
        json.put("size_in_bytes", extract.bytes().length);
        json.put("version", "1.0.0");
        json.putAll(extract.more());
        return json;
    }

    /** All bytes, or the part that is asked for, if they still are what is asked for. */
    public void send(HttpExchange exchange, String name, byte[] bytes) throws IOException {
        transfers.add(name);
        var etag = "\"" + Arrays.hashCode(bytes) + "\"";
        if (validators) {
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        }
        var range = exchange.getRequestHeaders().getFirst("Range");
        var condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean part = range != null && (condition == null || (validators && condition.equals(etag)));
        int from = 0;
        int to = bytes.length;
        if (part) {
            var bounds =
                    Objects.requireNonNull(range).substring("bytes=".length()).split("-", 2);
            from = Integer.parseInt(bounds[0]);
            to = bounds[1].isEmpty() ? to : Math.min(to, Integer.parseInt(bounds[1]) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(part ? 206 : 200, to == from ? -1 : to - from);
        for (int at = from; at < to; at += PIECE) {
            int end = Math.min(to, at + PIECE);
            exchange.getResponseBody().write(bytes, at, end - at);
            exchange.getResponseBody().flush();
            sent.addAndGet(end - at);
            watcher.run();
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static void page(HttpExchange exchange, List<?> items) throws IOException {
        var query = GoldenServer.query(exchange);
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        int size = Integer.parseInt(query.getOrDefault("page_size", "10"));
        int from = Math.min(items.size(), (page - 1) * size);
        var shown = new ArrayList<>(items.subList(from, Math.min(items.size(), from + size)));
        json(exchange, 200, Map.of("current_page", page, "total", items.size(), "page_size", size, "items", shown));
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        json(exchange, 404, Map.of("message", "Not Found"));
    }

    public static void json(HttpExchange exchange, int status, Object body) throws IOException {
        answer(exchange, status, "application/json", JsonMapper.shared().writeValueAsBytes(body));
    }

    public static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static String encoded(String step) {
        return URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
