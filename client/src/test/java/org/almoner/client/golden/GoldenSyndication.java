package org.almoner.client.golden;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;

import com.sun.net.httpserver.HttpExchange;
import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

/** The Data Syndication API of a {@link GoldenServer}, and how its populations are administered. */
public final class GoldenSyndication {

    private static final String POPULATIONS = "/admin/v1/organizations/([^/]+)/populations";
    private static final String POPULATION = POPULATIONS + "/([^/]+)";
    private static final String JOB = "00000000-0000-4000-8000-00000000000";

    private final Map<String, Map<String, @Nullable Object>> populations = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> feeds = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> jobs = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> extracts = new CopyOnWriteArrayList<>();
    private final Map<Long, byte[]> archives = new ConcurrentHashMap<>();
    private final Map<String, GoldenFile> imports = new ConcurrentHashMap<>();
    private final Map<String, List<String>> comingStates = new ConcurrentHashMap<>();
    private final Routes api = new Routes()
            .add("/api/extracts", (exchange, _, _) -> listing(exchange))
            .add("/api/extracts/([0-9]+)", (exchange, at, _) -> one(exchange, at))
            .add("/api/extracts/([0-9]+)/download", this::download);
    private volatile boolean seedOnly;

    /** Lists extracts with the fields of the original API only. */
    public void speakSeedOnly() {
        seedOnly = true;
    }

    /** Releases an extract, and gives its id. */
    public long release(String type, byte[] archive) {
        long id = extracts.size() + 1L;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("population_id", "1424e81d-8cea-4d6b-b140-d6630b684a58");
        json.put("extract_type", type);
        json.put("dataset_type", "LONG_REC");
        json.put("released_at", "2016-11-11T08:23:06Z");
        json.put("size_in_bytes", archive.length);
        json.put("version", "1.0.0");
        json.put("sha256", hash(archive));
        json.put("file_name", name(type, id));
        json.put("base_extract_id", type.equals("INCREMENTAL") ? id - 1 : null);
        extracts.add(json);
        archives.put(id, archive);
        return id;
    }

    private static String name(String type, long id) {
        return "syndication_longrecord_%s_stmarys_diabetes_1.0.0_2016111108%02d.tar.gz"
                .formatted(type.charAt(0), id % 60);
    }

    /** The states that the next job goes through, one at each look at it; it stays in the last. */
    public void nextJobIs(String... states) {
        comingStates.put(JOB + (jobs.size() + 1), new ArrayList<>(List.of(states)));
    }

    /** What has arrived of an import. */
    public byte[] imported(String fileName) {
        return Objects.requireNonNull(imports.get(fileName)).bytes();
    }

    void serve(HttpExchange exchange, @Nullable Fault fault) throws IOException {
        api.serve(exchange, fault);
    }

    static void message(HttpExchange exchange, int status, String message) throws IOException {
        GoldenServer.json(exchange, status, Map.of("message", message));
    }

    private void listing(HttpExchange exchange) throws IOException {
        var parameters = GoldenServer.query(exchange);
        var type = parameters.get("extract_type");
        var all = extracts.stream()
                .filter(extract -> type == null || type.equals(extract.get("extract_type")))
                .skip(Long.parseLong(parameters.getOrDefault("start", "1")) - 1)
                .limit(Long.parseLong(parameters.getOrDefault("limit", "1000000")))
                .map(this::shown)
                .toList();
        GoldenServer.json(exchange, 200, all);
    }

    private Map<String, @Nullable Object> shown(Map<String, @Nullable Object> extract) {
        if (!seedOnly) {
            return extract;
        }
        Map<String, @Nullable Object> seed = new LinkedHashMap<>(extract);
        seed.keySet().removeAll(List.of("sha256", "file_name", "base_extract_id"));
        return seed;
    }

    private void one(HttpExchange exchange, Matcher at) throws IOException {
        var number = Long.parseLong(at.group(1));
        if (number < 1 || number > extracts.size()) {
            message(exchange, 404, "There is no extract of this id for you.");
        } else {
            GoldenServer.json(exchange, 200, shown(extracts.get((int) number - 1)));
        }
    }

    private void download(HttpExchange exchange, Matcher at, @Nullable Fault fault) throws IOException {
        var bytes = archives.get(Long.parseLong(at.group(1)));
        if (bytes == null) {
            message(exchange, 404, "There is no extract of this id for you.");
            return;
        }
        GoldenDownloads.send(exchange, bytes, fault);
    }

    void addTo(Routes admin) {
        admin.add("/admin/v1/populations", (exchange, _, _) -> GoldenServer.json(exchange, 200, populations.values()))
                .add(POPULATIONS, (exchange, at, _) -> populations(exchange, at.group(1)))
                .add(POPULATION, (exchange, at, _) -> population(exchange, at))
                .add(POPULATION + "/feeds", (exchange, _, _) -> feeds(exchange))
                .add(POPULATION + "/feeds/([^/]+)", (exchange, at, _) -> feed(exchange, at.group(3)))
                .add(POPULATION + "/jobs", (exchange, at, _) -> {
                    var request = GoldenServer.body(exchange);
                    var job = job(at, request.get("extract_type"), null);
                    GoldenServer.json(exchange, 201, job);
                })
                .add(POPULATION + "/imports", (exchange, _, _) -> announce(exchange))
                .add(POPULATION + "/imports/([^/]+)", this::imported)
                .add(
                        "/admin/v1/extract-jobs",
                        (exchange, _, _) -> GoldenAdmin.page(exchange, List.copyOf(jobs.values())))
                .add("/admin/v1/extract-jobs/([^/]+)", (exchange, at, _) -> look(exchange, at.group(1)))
                .add("/admin/v1/extract-jobs/([^/]+)/cancel", (exchange, at, _) -> cancel(exchange, at.group(1)))
                .add(
                        "/admin/v1/extracts",
                        (exchange, _, _) -> GoldenAdmin.page(
                                exchange,
                                extracts.reversed().stream()
                                        .map(GoldenSyndication::managed)
                                        .toList()))
                .add(
                        "/admin/v1/extracts/([0-9]+)",
                        (exchange, at, _) -> GoldenServer.json(
                                exchange, 200, managed(extracts.get(Integer.parseInt(at.group(1)) - 1))))
                .add("/admin/v1/extracts/([0-9]+)/withdraw", (exchange, at, _) -> withdraw(exchange, at));
    }

    private void populations(HttpExchange exchange, String organization) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            GoldenServer.json(
                    exchange,
                    200,
                    populations.values().stream()
                            .filter(each -> organization.equals(each.get("organization")))
                            .toList());
            return;
        }
        var request = GoldenServer.body(exchange);
        var mnemonic = String.valueOf(request.get("mnemonic"));
        if (populations.containsKey(organization + "/" + mnemonic)) {
            GoldenServer.problem(exchange, 409, "The organization has a population of this mnemonic already.");
            return;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", "1424e81d-8cea-4d6b-b140-d6630b684a58");
        json.put("organization", organization);
        json.put("mnemonic", mnemonic);
        json.put("name", request.containsKey("name") ? request.get("name") : mnemonic);
        json.put("source", request.get("source"));
        json.put(
                "source_options",
                request.get("source_options") instanceof Map<?, ?> options ? List.copyOf(options.keySet()) : List.of());
        json.put("created_at", "2026-11-21T20:36:54.371613+00:00");
        populations.put(organization + "/" + mnemonic, json);
        GoldenServer.json(exchange, 201, json);
    }

    private void population(HttpExchange exchange, Matcher at) throws IOException {
        var key = at.group(1) + "/" + at.group(2);
        if (!populations.containsKey(key)) {
            GoldenServer.problem(exchange, 404, "The organization has no population of this mnemonic.");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            populations.remove(key);
            GoldenServer.answer(exchange, 204, new byte[0]);
        } else {
            GoldenServer.json(exchange, 200, populations.get(key));
        }
    }

    private void feeds(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            GoldenServer.json(exchange, 200, feeds.values());
            return;
        }
        var request = GoldenServer.body(exchange);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", "feed-" + (feeds.size() + 1));
        json.put("extract_type", request.get("extract_type"));
        json.put("dataset_type", request.get("dataset_type"));
        json.put("version", "1.0.0");
        json.put("cron", request.get("cron"));
        json.put("time_zone", request.containsKey("time_zone") ? request.get("time_zone") : "UTC");
        json.put("active", true);
        json.put("next_run_at", "2026-11-22T03:00:00.000000+00:00");
        json.put("created_at", "2026-11-21T20:36:54.371613+00:00");
        feeds.put(String.valueOf(json.get("id")), json);
        GoldenServer.json(exchange, 201, json);
    }

    private void feed(HttpExchange exchange, String id) throws IOException {
        var feed = feeds.get(id);
        if (feed == null) {
            GoldenServer.problem(exchange, 404, "The population has no such feed.");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            feeds.remove(id);
            GoldenServer.answer(exchange, 204, new byte[0]);
        } else {
            var active = Boolean.TRUE.equals(GoldenServer.body(exchange).get("active"));
            feed.put("active", active);
            feed.put("next_run_at", active ? "2026-11-22T03:00:00.000000+00:00" : null);
            GoldenServer.json(exchange, 200, feed);
        }
    }

    private Map<String, @Nullable Object> job(Matcher at, @Nullable Object type, @Nullable String fileName) {
        var id = JOB + (jobs.size() + 1);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("organization", at.group(1));
        json.put("population", at.group(2));
        json.put("extract_type", type);
        json.put("dataset_type", type == null ? null : "LONG_REC");
        json.put("version", type == null ? null : "1.0.0");
        json.put("file_name", fileName);
        json.put("state", "queued");
        json.put("cancelling", false);
        json.put("attempt", 0);
        json.put("rows", 0);
        json.put("bytes_read", 0);
        json.put("bytes_total", null);
        json.put("asked_at", "2026-11-21T20:36:54.371613+00:00");
        jobs.put(id, json);
        return json;
    }

    private void look(HttpExchange exchange, String id) throws IOException {
        var job = jobs.get(id);
        if (job == null) {
            GoldenServer.problem(exchange, 404, "There is no such job.");
            return;
        }
        var coming = comingStates.getOrDefault(id, List.of());
        if (!coming.isEmpty()) {
            become(job, coming.removeFirst());
        }
        GoldenServer.json(exchange, 200, job);
    }

    private static void become(Map<String, @Nullable Object> job, String state) {
        job.put("state", state);
        job.put("rows", 7);
        job.put("bytes_read", 500_000);
        job.put("bytes_total", 1_000_000);
        job.put("extract_id", state.equals("done") ? 159 : null);
        job.put("message", state.equals("failed") ? "There is nothing to start from. Run a COMPLETE." : null);
    }

    private void cancel(HttpExchange exchange, String id) throws IOException {
        var job = jobs.get(id);
        if (job == null) {
            GoldenServer.problem(exchange, 404, "There is no such job.");
            return;
        }
        become(job, "cancelled");
        GoldenServer.json(exchange, 200, job);
    }

    private void announce(HttpExchange exchange) throws IOException {
        var request = GoldenServer.body(exchange);
        var name = String.valueOf(request.get("file_name"));
        var file = new GoldenFile(
                name, Long.parseLong(String.valueOf(request.get("size_in_bytes"))), (String) request.get("sha256"));
        imports.put(name, file);
        GoldenServer.json(exchange, 201, shown(file, null));
    }

    private void imported(HttpExchange exchange, Matcher at, @Nullable Fault fault) throws IOException {
        var file = imports.get(at.group(3));
        if (file == null) {
            GoldenServer.problem(exchange, 404, "There is no import of this name.");
            return;
        }
        var headers = exchange.getResponseHeaders();
        if (exchange.getRequestMethod().equals("PATCH")) {
            var most = fault instanceof Fault.BreakRequest(long after) ? after : Long.MAX_VALUE;
            file.bytes.writeBytes(GoldenServer.read(exchange.getRequestBody(), most));
            if (fault != null) {
                return;
            }
            file.stored = "?1".equals(exchange.getRequestHeaders().getFirst("Upload-Complete"));
        }
        headers.set("Upload-Offset", Integer.toString(file.bytes.size()));
        headers.set("Upload-Complete", file.stored ? "?1" : "?0");
        if (exchange.getRequestMethod().equals("HEAD")
                || (exchange.getRequestMethod().equals("PATCH") && !file.stored)) {
            GoldenServer.answer(exchange, 204, new byte[0]);
            return;
        }
        var job = file.stored
                ? jobs.values().stream()
                        .filter(each -> file.name.equals(each.get("file_name")))
                        .findFirst()
                        .orElseGet(() -> job(at, null, file.name))
                : null;
        GoldenServer.json(exchange, 200, shown(file, job));
    }

    private static Map<String, @Nullable Object> shown(GoldenFile file, @Nullable Map<String, @Nullable Object> job) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file_name", file.name);
        json.put("uploaded_bytes", file.bytes.size());
        json.put("size_in_bytes", file.json().get("size_in_bytes"));
        json.put("job", job);
        return json;
    }

    private static Map<String, @Nullable Object> managed(Map<String, @Nullable Object> extract) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(extract);
        json.put("organization", "stmarys");
        json.put("population", "diabetes");
        json.put("extract_time", "2016-11-11T08:20:00.000000+00:00");
        json.put("rows", 7);
        json.put("problems", 2);
        json.putIfAbsent("withdrawn_at", null);
        json.putIfAbsent("withdrawal_reason", null);
        return json;
    }

    private void withdraw(HttpExchange exchange, Matcher at) throws IOException {
        var extract = extracts.get(Integer.parseInt(at.group(1)) - 1);
        extract.put("withdrawn_at", "2026-11-21T21:00:00.000001+00:00");
        extract.put("withdrawal_reason", GoldenServer.body(exchange).get("reason"));
        GoldenServer.json(exchange, 200, managed(extract));
    }

    private static String hash(byte[] bytes) {
        var digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.of(digest).hex();
    }
}
