package org.almoner.client.golden;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** The events of a {@link GoldenServer}. Cursors are {@code place-0}, {@code place-1} and so on. */
public final class GoldenEvents {

    private static final String PLACE = "place-";

    private final List<Map<String, @Nullable Object>> events = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int forgotten;
    private int waiting;
    private boolean stopping;

    /** Lets something happen, and gives its cursor. Members that are not given are those of a version or an extract of the samples. */
    public String add(String type, Map<String, Object> members) {
        lock.lock();
        try {
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            event.put("id", PLACE + (events.size() + 1));
            event.put("type", type);
            event.put("at", "2026-11-22T08:00:00.000001Z");
            if (type.startsWith("version.")) {
                event.put("product_slug", GoldenAdmin.PRODUCT);
                event.put("product_name", "ICD-10-CM");
                event.put("sub_product_slug", GoldenAdmin.SUB_PRODUCT);
                event.put("sub_product_name", "Code descriptions");
                event.put("version_slug", "2026-3");
                event.put("version_name", "2026");
                event.put("effective_date", "2026-10-01");
                event.put("launch_date", null);
                event.put("files_path", "/download/v1/products/x-1/sub-products/y-2/versions/2026-3/files");
            } else if (type.startsWith("extract.")) {
                event.put("extract_id", 7);
                event.put("population_id", "1424e81d-8cea-4d6b-b140-d6630b684a58");
                event.put("extract_type", "INCREMENTAL");
                event.put("dataset_type", "LONG_REC");
                event.put("version", "1.0.0");
                event.put("size_in_bytes", 35_000);
                event.put("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
                event.put("base_extract_id", 6);
                event.put("download_path", "/api/extracts/7/download");
            }
            event.putAll(members);
            events.add(event);
            changed.signalAll();
            return PLACE + events.size();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the events up to a number no more. */
    public void forget(int number) {
        lock.lock();
        try {
            forgotten = number;
        } finally {
            lock.unlock();
        }
    }

    /** Answers those who wait, and holds nobody back any more. */
    public void beStopping() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when somebody waits for an event. */
    public void awaitReader() throws InterruptedException {
        lock.lock();
        try {
            while (waiting == 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void serve(HttpExchange exchange) throws IOException {
        var query = GoldenServer.query(exchange);
        var after = query.get("after");
        lock.lock();
        try {
            var place = "latest".equals(after) ? events.size() : placeOf(after);
            if (place < 0 || place > events.size()) {
                GoldenServer.problem(exchange, 400, "This is not a cursor of your events.");
                return;
            }
            if (place < forgotten) {
                GoldenServer.problem(exchange, 410, "The events after this cursor are kept no more.");
                return;
            }
            if (!"latest".equals(after)) {
                await(place, Long.parseLong(query.getOrDefault("wait", "0")));
            }
            var end = Math.min(events.size(), place + Integer.parseInt(query.getOrDefault("limit", "100")));
            GoldenServer.json(
                    exchange,
                    200,
                    Map.of("events", events.subList(place, end), "next", PLACE + end, "more", end < events.size()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private int placeOf(@Nullable String cursor) {
        if (cursor == null) {
            return forgotten;
        }
        return cursor.matches(PLACE + "[0-9]{1,9}") ? Integer.parseInt(cursor.substring(PLACE.length())) : -1;
    }

    private void await(int place, long seconds) throws InterruptedException {
        waiting++;
        changed.signalAll();
        try {
            var left = TimeUnit.SECONDS.toNanos(seconds);
            while (place >= events.size() && left > 0 && !stopping) {
                left = changed.awaitNanos(left);
            }
        } finally {
            waiting--;
        }
    }
}
