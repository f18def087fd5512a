package org.almoner.client.golden;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** The administrative API of a {@link GoldenServer}: one product with one sub-product to begin with. */
public final class GoldenAdmin {

    public static final String PRODUCT = "icd-10-cm-1";
    public static final String SUB_PRODUCT = "code-descriptions-2";

    private static final String SUB_PRODUCTS = "/admin/v1/products/([^/]+)/sub-products";
    private static final String VERSIONS = SUB_PRODUCTS + "/([^/]+)/versions";
    private static final String VERSION = VERSIONS + "/([^/]+)";
    private static final String FILES = VERSION + "/files";

    private final AtomicInteger numbers = new AtomicInteger(10);
    final GoldenChecks checks = new GoldenChecks();
    final List<Map<String, @Nullable Object>> products = new CopyOnWriteArrayList<>();
    final Map<String, List<Map<String, @Nullable Object>>> subProducts = new ConcurrentHashMap<>();
    final Map<String, List<GoldenVersion>> versions = new ConcurrentHashMap<>();

    private final Routes routes = new Routes()
            .add("/admin/v1/products", (exchange, _, _) -> products(exchange))
            .add(SUB_PRODUCTS, (exchange, at, _) -> subProducts(exchange, at))
            .add(
                    "/admin/v1/products/([^/]+)",
                    (exchange, at, _) -> change(exchange, products, "product_slug", at.group(1)))
            .add(
                    SUB_PRODUCTS + "/([^/]+)",
                    (exchange, at, _) -> change(
                            exchange,
                            subProducts.getOrDefault(at.group(1), List.of()),
                            "sub_product_slug",
                            at.group(2)))
            .add(VERSIONS, this::versions)
            .add(VERSION, (exchange, at, _) -> version(exchange, find(at)))
            .add(VERSION + "/(commit|retract)", (exchange, at, fault) -> act(exchange, find(at), at.group(4), fault))
            .add(VERSION + "/check", (exchange, _, _) -> checks.serve(exchange))
            .add(FILES, (exchange, at, fault) -> files(exchange, find(at), fault))
            .add(
                    FILES + "/([^/]+)",
                    (exchange, at, fault) -> GoldenUploads.serve(exchange, find(at), decoded(at.group(4)), fault));

    GoldenAdmin(GoldenSyndication syndication) {
        new GoldenAccess().addTo(routes);
        syndication.addTo(routes);
        products.add(product("ICD-10-CM", PRODUCT));
        subProducts.put(PRODUCT, new CopyOnWriteArrayList<>(List.of(subProduct("Code descriptions", SUB_PRODUCT))));
    }

    /** What it says of the code sets in versions. */
    public GoldenChecks checks() {
        return checks;
    }

    /** The versions of the one sub-product. */
    public List<GoldenVersion> versions() {
        return versions.computeIfAbsent(PRODUCT + "/" + SUB_PRODUCT, _ -> new CopyOnWriteArrayList<>());
    }

    /** The version of that name. */
    public GoldenVersion version(String name) {
        return versions().stream()
                .filter(version -> name.equals(version.json.get("version_name")))
                .findFirst()
                .orElseThrow();
    }

    void serve(HttpExchange exchange, @Nullable Fault fault) throws IOException {
        routes.serve(exchange, fault);
    }

    private void products(HttpExchange exchange) throws IOException {
        collection(exchange, products, () -> {
            var name = text(exchange, "product_name");
            return product(name, slug(name));
        });
    }

    private void subProducts(HttpExchange exchange, Matcher at) throws IOException {
        var list = subProducts.computeIfAbsent(at.group(1), _ -> new CopyOnWriteArrayList<>());
        collection(exchange, list, () -> {
            var name = text(exchange, "sub_product_name");
            return subProduct(name, slug(name));
        });
    }

    private interface Made {
        Map<String, @Nullable Object> make() throws IOException;
    }

    private static void collection(HttpExchange exchange, List<Map<String, @Nullable Object>> items, Made made)
            throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            var item = made.make();
            items.add(item);
            GoldenServer.json(exchange, 201, item);
        } else {
            page(exchange, items);
        }
    }

    private static void change(
            HttpExchange exchange, List<Map<String, @Nullable Object>> items, String key, String slug)
            throws IOException {
        var item = items.stream().filter(each -> slug.equals(each.get(key))).findFirst();
        if (item.isEmpty()) {
            GoldenServer.problem(exchange, 404, "There is no '" + slug + "'.");
            return;
        }
        if (exchange.getRequestMethod().equals("PATCH")) {
            GoldenServer.body(exchange).forEach((name, value) -> item.get().put(String.valueOf(name), value));
        }
        GoldenServer.json(exchange, 200, item.get());
    }

    private void versions(HttpExchange exchange, Matcher at, @Nullable Fault fault) throws IOException {
        if (!known(at)) {
            GoldenServer.problem(exchange, 404, "There is no such sub-product");
            return;
        }
        var all = versions.computeIfAbsent(at.group(1) + "/" + at.group(2), _ -> new CopyOnWriteArrayList<>());
        if (exchange.getRequestMethod().equals("POST")) {
            var request = GoldenServer.body(exchange);
            var version = new GoldenVersion("sub-product", slug(String.valueOf(request.get("version_name"))), request);
            all.addFirst(version);
            answerUnlessLost(exchange, 201, version.json, fault);
        } else {
            page(exchange, all.stream().map(version -> version.json).toList());
        }
    }

    private boolean known(Matcher at) {
        return subProducts.getOrDefault(at.group(1), List.of()).stream()
                .anyMatch(sub -> at.group(2).equals(sub.get("sub_product_slug")));
    }

    private void version(HttpExchange exchange, Optional<GoldenVersion> found) throws IOException {
        if (found.isEmpty()) {
            GoldenServer.problem(exchange, 404, "There is no such version");
            return;
        }
        var version = found.get();
        switch (exchange.getRequestMethod()) {
            case "PATCH" -> {
                GoldenServer.body(exchange).forEach((name, value) -> version.json.put(String.valueOf(name), value));
                GoldenServer.json(exchange, 200, version.json);
            }
            case "GET" -> GoldenServer.json(exchange, 200, version.json);
            default -> {
                versions.values().forEach(all -> all.remove(version));
                GoldenServer.answer(exchange, 204, new byte[0]);
            }
        }
    }

    private void act(HttpExchange exchange, Optional<GoldenVersion> found, String action, @Nullable Fault fault)
            throws IOException {
        var version = found.orElseThrow();
        if (action.equals("commit")) {
            if (!version.state().equals("draft")) {
                GoldenServer.problem(exchange, 409, "The version is committed already.");
                return;
            }
            if (!checks.allows(exchange)) {
                return;
            }
            version.json.put("state", "committed");
            version.json.put("launched", true);
        } else {
            version.json.put("state", "retracted");
            version.json.put("retracted_at", "2026-11-21T21:00:00.000001+00:00");
            version.json.put("retraction_reason", GoldenServer.body(exchange).get("reason"));
        }
        answerUnlessLost(exchange, 200, version.json, fault);
    }

    private static void files(HttpExchange exchange, Optional<GoldenVersion> found, @Nullable Fault fault)
            throws IOException {
        var version = found.orElseThrow();
        if (!exchange.getRequestMethod().equals("POST")) {
            page(exchange, version.files.values().stream().map(GoldenFile::json).toList());
            return;
        }
        var request = GoldenServer.body(exchange);
        var name = String.valueOf(request.get("file_name"));
        if (!version.state().equals("draft") || version.files.containsKey(name)) {
            GoldenServer.problem(exchange, 409, "There is a file of that name.");
            return;
        }
        var size = (Number) request.get("size_in_bytes");
        var file = new GoldenFile(name, size == null ? null : size.longValue(), (String) request.get("sha256"));
        version.files.put(name, file);
        answerUnlessLost(exchange, 201, file.json(), fault);
    }

    static void answerUnlessLost(HttpExchange exchange, int status, Object body, @Nullable Fault fault)
            throws IOException {
        if (!(fault instanceof Fault.LoseAnswer)) {
            GoldenServer.json(exchange, status, body);
        }
    }

    Optional<GoldenVersion> find(Matcher at) {
        return find(at.group(1), at.group(2), at.group(3));
    }

    Optional<GoldenVersion> find(String product, String subProduct, String slug) {
        return versions.getOrDefault(product + "/" + subProduct, List.of()).stream()
                .filter(version -> slug.equals(version.json.get("version_slug")))
                .findFirst();
    }

    static String decoded(String step) {
        return URLDecoder.decode(step, StandardCharsets.UTF_8);
    }

    static void page(HttpExchange exchange, List<? extends Map<String, @Nullable Object>> all) throws IOException {
        int page = number(exchange, "page", 1);
        int size = number(exchange, "page_size", 10);
        var items = all.stream().skip((page - 1L) * size).limit(size).toList();
        GoldenServer.json(
                exchange, 200, Map.of("current_page", page, "total", all.size(), "page_size", size, "items", items));
    }

    private static int number(HttpExchange exchange, String name, int otherwise) {
        var query = exchange.getRequestURI().getRawQuery();
        return Stream.of(query == null ? new String[0] : query.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> Integer.parseInt(part.substring(name.length() + 1)))
                .findFirst()
                .orElse(otherwise);
    }

    private static String text(HttpExchange exchange, String name) throws IOException {
        return String.valueOf(GoldenServer.body(exchange).get(name));
    }

    private String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + numbers.incrementAndGet();
    }

    private static Map<String, @Nullable Object> product(String name, String slug) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", UUID.randomUUID().toString());
        json.put("product_name", name);
        json.put("product_slug", slug);
        json.put("fields", new ArrayList<>());
        json.put("menu_options", new ArrayList<>());
        return json;
    }

    private static Map<String, @Nullable Object> subProduct(String name, String slug) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sub_product_name", name);
        json.put("id", UUID.randomUUID().toString());
        json.put("product_id", "product");
        json.put("organization_id", "00393482300wD");
        json.put("is_public", false);
        json.put("sub_product_slug", slug);
        return json;
    }
}
