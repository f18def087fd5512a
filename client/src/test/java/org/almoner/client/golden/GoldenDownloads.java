package org.almoner.client.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** The Download API of a {@link GoldenServer}, and the links it hands out. */
public final class GoldenDownloads {

    private static final String SUB_PRODUCTS = "/download/v2/products/([^/]+)/sub-products";
    private static final String VERSION = "/download/v1/products/([^/]+)/sub-products/([^/]+)/versions/([^/]+)";
    private static final String FILES = VERSION + "/files";

    private final Routes routes = new Routes()
            .add("/download/v1/products", (exchange, _, _) -> products(exchange))
            .add(SUB_PRODUCTS, (exchange, at, _) -> subProducts(exchange, at))
            .add(SUB_PRODUCTS + "/([^/]+)/versions", (exchange, at, _) -> versions(exchange, at))
            .add(FILES, (exchange, at, _) -> files(exchange, at))
            .add(VERSION + "/check", (exchange, _, _) -> admin().checks.serve(exchange))
            .add(VERSION + "/changes/summary", (exchange, _, _) -> changesSummary(exchange))
            .add(VERSION + "/changes", (exchange, _, _) -> admin().checks.changes(exchange));

    private static final String EXPIRED =
            "<Error><Code>AccessDenied</Code><Message>Request has expired</Message><RequestId>r</RequestId></Error>";

    private final GoldenServer server;
    private final GoldenAdmin admin;
    private final AtomicInteger issued = new AtomicInteger();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final Map<String, GoldenFile> files = new ConcurrentHashMap<>();
    private volatile boolean seedOnly;
    private volatile boolean changesAsFile = true;
    private volatile String listedNamePrefix = "";
    private volatile @Nullable String listedHash;

    GoldenDownloads(GoldenServer server, GoldenAdmin admin) {
        this.server = server;
        this.admin = admin;
    }

    /** Lists files with the fields of the original API only: no size, no hash. */
    public void speakSeedOnly() {
        seedOnly = true;
    }

    /** Has no file with the changes of a version. */
    public void offerNoChanges() {
        changesAsFile = false;
    }

    /** Lists files under names that begin so. */
    public void listNamesWith(String prefix) {
        listedNamePrefix = prefix;
    }

    /** Lists files with this hash, whatever they hold. */
    public void listHash(String hash) {
        listedHash = hash;
    }

    /** All links handed out so far are refused from now on. */
    public void expireLinks() {
        good.clear();
    }

    public int linksIssued() {
        return issued.get();
    }

    void listing(HttpExchange exchange) throws IOException {
        routes.serve(exchange, null);
    }

    private void products(HttpExchange exchange) throws IOException {
        GoldenServer.json(exchange, 200, admin.products);
    }

    private void subProducts(HttpExchange exchange, Matcher at) throws IOException {
        GoldenAdmin.page(exchange, admin.subProducts.getOrDefault(at.group(1), List.of()));
    }

    private void versions(HttpExchange exchange, Matcher at) throws IOException {
        var visible = admin.versions.getOrDefault(at.group(1) + "/" + at.group(2), List.of()).stream()
                .filter(version -> !version.state().equals("draft"))
                .map(version -> version.json)
                .toList();
        GoldenAdmin.page(exchange, visible);
    }

    private void files(HttpExchange exchange, Matcher at) throws IOException {
        var version = admin.find(at).orElse(null);
        if (version == null || version.state().equals("draft")) {
            GoldenServer.problem(exchange, 404, "There is no such version");
        } else if (version.state().equals("retracted")) {
            GoldenServer.problem(exchange, 410, "The version was retracted.");
        } else {
            var list = new ArrayList<Map<String, @Nullable Object>>();
            version.files.values().forEach(file -> list.add(listed(file)));
            GoldenServer.json(exchange, 200, list);
        }
    }

    private GoldenAdmin admin() {
        return admin;
    }

    private void changesSummary(HttpExchange exchange) throws IOException {
        var file = new GoldenFile("changes.jsonl", null, null);
        file.replace(admin.checks.file());
        admin.checks.summary(exchange, changesAsFile ? server.address() + linkTo(file) : null);
    }

    private String linkTo(GoldenFile file) {
        var link = "/files/" + file.id + "?signature=" + issued.incrementAndGet();
        good.add(link);
        files.put(file.id, file);
        return link;
    }

    private Map<String, @Nullable Object> listed(GoldenFile file) {
        var link = linkTo(file);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", file.id);
        json.put("version_id", "version");
        json.put("file_name", listedNamePrefix + file.name);
        json.put("download_url", server.address() + link);
        json.put("publish_url", null);
        if (!seedOnly) {
            json.put("size_in_bytes", file.bytes.size());
            json.put("sha256", listedHash == null ? file.hash() : listedHash);
            json.put("content_type", "application/octet-stream");
            json.put("expires_at", "2026-11-21T20:41:54.371613+00:00");
        }
        return json;
    }

    void link(HttpExchange exchange, @Nullable Fault fault) throws IOException {
        if (!good.contains(exchange.getRequestURI().toString())) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            GoldenServer.answer(exchange, 403, EXPIRED.getBytes(StandardCharsets.UTF_8));
            return;
        }
        var id = exchange.getRequestURI().getPath().substring("/files/".length());
        send(exchange, Objects.requireNonNull(files.get(id)).bytes(), fault);
    }

    /** All bytes, or the part that is asked for. */
    static void send(HttpExchange exchange, byte[] bytes, @Nullable Fault fault) throws IOException {
        var etag = "\"" + Arrays.hashCode(bytes) + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        var range = range(exchange, etag, bytes.length);
        if (range != null) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + range[0] + "-" + (range[1] - 1) + "/" + bytes.length);
        }
        var rest = range == null ? bytes : Arrays.copyOfRange(bytes, range[0], range[1]);
        exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length == 0 ? -1 : rest.length);
        long most = fault instanceof Fault.BreakAnswer(long after) ? after : rest.length;
        exchange.getResponseBody().write(rest, 0, (int) Math.min(most, rest.length));
        exchange.getResponseBody().flush();
    }

    /** The first byte and the one after the last; null for all. */
    private static int @Nullable [] range(HttpExchange exchange, String etag, int length) {
        var range = exchange.getRequestHeaders().getFirst("Range");
        var condition = exchange.getRequestHeaders().getFirst("If-Range");
        if (range == null || (condition != null && !condition.equals(etag))) {
            return null;
        }
        var bounds = range.substring("bytes=".length()).split("-", 2);
        int to = bounds[1].isEmpty() ? length : Math.min(length, Integer.parseInt(bounds[1]) + 1);
        return new int[] {Integer.parseInt(bounds[0]), to};
    }
}
