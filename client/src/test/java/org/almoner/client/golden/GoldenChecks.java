package org.almoner.client.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** What a {@link GoldenServer} says of the code sets in its versions; before it is told to, it knows nothing of such things. */
public final class GoldenChecks {

    private final List<Map<String, @Nullable Object>> documents = new CopyOnWriteArrayList<>();
    private final List<Map<?, ?>> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, @Nullable Object>> changes = new CopyOnWriteArrayList<>();
    private volatile @Nullable Map<String, @Nullable Object> summary;
    private volatile byte[] file = new byte[0];
    private final AtomicInteger asked = new AtomicInteger();

    /** Checks drafts from now on. Each time that somebody asks, the check is in the next of these states. */
    public GoldenChecks passThrough(String... states) {
        documents.clear();
        asked.set(0);
        for (var state : states) {
            documents.add(document(state));
        }
        return this;
    }

    /** What the check of a release with one table says when it has come to a state. */
    private static Map<String, @Nullable Object> document(String state) {
        boolean finished = !state.equals("waiting") && !state.equals("running");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("state", state);
        json.put("requested_at", "2026-11-21T20:00:00.000001+00:00");
        json.put("finished_at", finished ? "2026-11-21T20:00:05.000001+00:00" : null);
        json.put("previous_version_slug", "2025-3");
        json.put("previous_version_name", "2025");
        json.put("message", state.equals("unrecognized") ? "No profile fits." : null);
        json.put(
                "releases",
                state.equals("passed") || state.equals("refused")
                        ? List.of(release(state.equals("passed")))
                        : List.of());
        return json;
    }

    private static Map<String, @Nullable Object> release(boolean passes) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("profile", "cvx");
        json.put("version", null);
        json.put("passes", passes);
        json.put("errors", passes ? 0 : 1);
        json.put("warnings", 0);
        json.put(
                "files",
                List.of(Map.of("name", "cvx.txt", "table", "vaccines", "rows", 3, "rows_before", 8, "whole", true)));
        json.put(
                "rules",
                passes
                        ? List.of()
                        : List.of(Map.of(
                                "rule",
                                "rows",
                                "severity",
                                "error",
                                "findings",
                                1,
                                "explanation",
                                "Tables do not lose rows.")));
        json.put(
                "findings",
                passes
                        ? List.of()
                        : List.of(Map.of(
                                "rule",
                                "rows",
                                "severity",
                                "error",
                                "file",
                                "cvx.txt",
                                "line",
                                0,
                                "key",
                                "",
                                "message",
                                "has 3 rows, where the release before had 8")));
        json.put("unchecked", List.of());
        json.put("changes", List.of(table()));
        return json;
    }

    private static Map<String, @Nullable Object> table() {
        var counts = Map.of("added", 1, "removed", 2, "retired", 3, "reactivated", 4, "remapped", 5, "revised", 6);
        return new LinkedHashMap<>(Map.of(
                "table",
                "vaccines",
                "rows_before",
                8,
                "rows_after",
                3,
                "in_force",
                counts,
                "others",
                Map.of("added", 0, "removed", 0, "retired", 0, "reactivated", 0, "remapped", 0, "revised", 7),
                "columns_gone",
                List.of("note"),
                "columns_new",
                List.of()));
    }

    /** Tells of so many changes from now on, every third a revision, the others additions. */
    public GoldenChecks tellChanges(int number) {
        changes.clear();
        IntStream.range(0, number).forEach(index -> changes.add(change(index)));
        file = String.join(
                        "",
                        changes.stream()
                                .map(change -> GoldenServer.JSON.writeValueAsString(change) + "\n")
                                .toList())
                .getBytes(StandardCharsets.UTF_8);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("since", Map.of("version_slug", "2025-3", "version_name", "2025", "effective_date", "2025-01-01"));
        json.put("releases", List.of(Map.of("profile", "cvx", "tables", List.of(table()))));
        json.put("file", null);
        summary = json;
        return this;
    }

    private static Map<String, @Nullable Object> change(int index) {
        boolean revised = index % 3 == 2;
        Map<String, @Nullable Object> cell = new LinkedHashMap<>();
        cell.put("column", "short_name");
        cell.put("before", revised ? "old" : null);
        cell.put("after", "name, \"" + index + "\"");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("change", revised ? "revised" : "added");
        json.put("profile", "cvx");
        json.put("table", "vaccines");
        json.put("key", Map.of("code", Integer.toString(index)));
        json.put("in_force", true);
        json.put("cells", List.of(cell));
        return json;
    }

    /** The file with all changes, as it is given out. */
    public byte[] file() {
        return file.clone();
    }

    /** The bodies of the requests to check and to commit. */
    public List<Map<?, ?>> requests() {
        return List.copyOf(requests);
    }

    void serve(HttpExchange exchange) throws IOException {
        if (documents.isEmpty()) {
            GoldenServer.problem(exchange, 404, "There is no such page");
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            requests.add(GoldenServer.body(exchange));
        }
        var now = documents.get(Math.min(asked.getAndIncrement(), documents.size() - 1));
        GoldenServer.json(exchange, exchange.getRequestMethod().equals("POST") ? 202 : 200, now);
    }

    /** Whether a draft may be committed; answers itself if it may not. */
    boolean allows(HttpExchange exchange) throws IOException {
        var body = GoldenServer.body(exchange);
        requests.add(body);
        if (!documents.isEmpty()
                && "refused".equals(documents.getLast().get("state"))
                && !Boolean.TRUE.equals(body.get("accept_findings"))) {
            GoldenServer.problem(exchange, 409, "The check has found 1 error.");
            return false;
        }
        return true;
    }

    /** @param link where the file is to be had; nothing if there is none to be */
    void summary(HttpExchange exchange, @Nullable String link) throws IOException {
        var known = summary;
        if (known == null) {
            GoldenServer.problem(exchange, 404, "Nothing is known of what has changed in this version.");
            return;
        }
        var json = new LinkedHashMap<>(known);
        if (link != null) {
            json.put(
                    "file",
                    Map.of(
                            "file_name",
                            "changes.jsonl",
                            "size_in_bytes",
                            file.length,
                            "sha256",
                            GoldenFile.hash(file),
                            "download_url",
                            link));
        }
        GoldenServer.json(exchange, 200, json);
    }

    void changes(HttpExchange exchange) throws IOException {
        if (summary == null) {
            GoldenServer.problem(exchange, 404, "Nothing is known of what has changed in this version.");
            return;
        }
        var query = GoldenServer.query(exchange);
        var wanted = new ArrayList<>(changes);
        wanted.removeIf(change -> !query.getOrDefault("change", String.valueOf(change.get("change")))
                        .equals(change.get("change"))
                || !query.getOrDefault("table", "vaccines").equals(change.get("table")));
        GoldenAdmin.page(exchange, wanted);
    }
}
