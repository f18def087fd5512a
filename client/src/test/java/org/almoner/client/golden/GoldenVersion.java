package org.almoner.client.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** A version with its files. */
public final class GoldenVersion {

    final Map<String, @Nullable Object> json = new LinkedHashMap<>();
    final Map<String, GoldenFile> files = new ConcurrentHashMap<>();

    GoldenVersion(String subProductId, String slug, Map<?, ?> request) {
        json.put("id", UUID.randomUUID().toString());
        json.put("sub_product_id", subProductId);
        json.put("version_name", request.get("version_name"));
        json.put("version_slug", slug);
        json.put("state", "draft");
        json.put("launched", false);
        json.put(
                "effective_date", request.containsKey("effective_date") ? request.get("effective_date") : "2026-11-21");
        json.put("launch_date", request.containsKey("launch_date") ? request.get("launch_date") : "2026-11-21");
        json.put("retention_date", request.get("retention_date"));
        json.put("created_at", "2026-11-21T20:36:54.371613+00:00");
        json.put("created_by", "golden");
        json.put("updated_at", "2026-11-21T20:36:54.371613+00:00");
        json.put("updated_by", "golden");
        json.put("retracted_at", null);
        json.put("retraction_reason", null);
        json.put(
                "version_metadata",
                request.containsKey("version_metadata") ? request.get("version_metadata") : List.of());
        json.put("version_menu_actions", List.of());
    }

    public GoldenFile file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    public String state() {
        return String.valueOf(json.get("state"));
    }

    public @Nullable Object get(String field) {
        return json.get(field);
    }
}
