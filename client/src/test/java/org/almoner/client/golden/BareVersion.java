package org.almoner.client.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/** A version of a {@link BareServer}: all that a test may want to change about it. */
public final class BareVersion {

    private final String product;
    private final String subProduct;
    private final String slug;
    private final List<BareFile> files = new CopyOnWriteArrayList<>();
    private final Map<String, Object> more = new ConcurrentHashMap<>();
    private volatile String effectiveDate = "2022-10-01";
    private volatile String updatedAt = "2022-12-15T20:36:54.371613+00:00";

    BareVersion(String product, String subProduct, String slug) {
        this.product = product;
        this.subProduct = subProduct;
        this.slug = slug;
    }

    public String product() {
        return product;
    }

    public String subProduct() {
        return subProduct;
    }

    public String slug() {
        return slug;
    }

    public List<BareFile> files() {
        return files;
    }

    public BareFile file(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Adds a file, or puts other bytes in the place of one: under an id of its own, as a publisher who uploads it anew. */
    public BareVersion put(String name, byte[] bytes) {
        return put(new BareFile(slug + "-" + name + "-" + Objects.hash(name, bytes.length, bytes[0]), name, bytes));
    }

    public BareVersion put(BareFile file) {
        files.removeIf(each -> each.name().equals(file.name()));
        files.add(file);
        return this;
    }

    public BareVersion effective(String date) {
        effectiveDate = date;
        return this;
    }

    /** @param moment such as {@code 2022-12-15T20:36:54.371613+00:00} */
    public BareVersion updated(String moment) {
        updatedAt = moment;
        return this;
    }

    /** Says something that the API documents do not know. */
    public BareVersion says(String name, Object text) {
        more.put(name, text);
        return this;
    }

    public BareVersion retracted(String reason) {
        return says("retracted_at", "2023-01-01T00:00:00Z").says("retraction_reason", reason);
    }

    String effectiveDate() {
        return effectiveDate;
    }

    /** With the fields of the Download API's example. */
    Map<String, @Nullable Object> listed() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("effective_date", effectiveDate);
        json.put("launch_date", effectiveDate);
        json.put("id", "id-of-" + slug);
        json.put("sub_product_id", "id-of-" + subProduct);
        json.put("version_name", "Version " + slug);
        json.put("created_at", "2022-12-15T20:36:54.371613+00:00");
        json.put("created_by", "IMO User");
        json.put("updated_at", updatedAt);
        json.put("updated_by", "IMO User");
        json.put("version_slug", slug);
        json.put("version_metadata", List.of());
        json.put("version_menu_actions", List.of());
        json.putAll(more);
        return json;
    }
}
