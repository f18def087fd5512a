package org.almoner.server.subscription;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.server.notification.EventStream.Told;
import org.almoner.server.notification.Subject;
import org.almoner.server.sns.MessageAttribute;
import org.almoner.server.sns.TopicName;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said of an event: the same to everybody who may know of it, so there is no link in it and nothing that belongs to one of them.
 */
final class EventMessages {

    /** The attribute that says which type of event it is. */
    static final String EVENT_TYPE = "event_type";

    private static final JsonMapper JSON = new JsonMapper();

    private EventMessages() {}

    /**
     * What an event is to its topics.
     *
     * @param topics empty if there are none for such events
     * @param subject for people
     * @param message a JSON document
     * @param attributes what filters look at
     */
    record Content(List<TopicName> topics, String subject, String message, Map<String, String> attributes) {}

    static Content of(Told event) {
        return switch (event.subject()) {
            case Subject.OfVersion version -> ofVersion(event, version);
            case Subject.OfExtract extract -> ofExtract(event, extract);
            case Subject.OfEntitlement _ -> new Content(List.of(), "", "{}", Map.of());
        };
    }

    /** What is sent to try out a subscription. */
    static Content test(TopicName topic, String at) {
        var members = new LinkedHashMap<String, Object>();
        members.put(EVENT_TYPE, "test");
        members.put("topic", topic.value());
        members.put("at", at);
        return new Content(
                List.of(topic), "A test from Almoner", JSON.writeValueAsString(members), Map.of(EVENT_TYPE, "test"));
    }

    /** As they are written in a message, in the order of their names. */
    static List<MessageAttribute> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(attribute -> new MessageAttribute(attribute.getKey(), attribute.getValue()))
                .toList();
    }

    private static Content ofVersion(Told event, Subject.OfVersion version) {
        var members = head(event);
        members.put("product_slug", version.productSlug());
        members.put("product_name", version.productName());
        members.put("sub_product_slug", version.subProductSlug());
        members.put("sub_product_name", version.subProductName());
        members.put("version_slug", version.versionSlug());
        members.put("version_name", version.versionName());
        members.put("effective_date", version.effectiveDate().toString());
        members.put("launch_date", version.launchDate().toString());
        members.put("retention_date", text(version.retentionDate()));
        members.put(
                "files_path",
                "/download/v1/products/" + version.productSlug() + "/sub-products/" + version.subProductSlug()
                        + "/versions/" + version.versionSlug() + "/files");
        members.put("reason", version.reason());
        members.put("changes", changes(version.changes()));
        return new Content(
                List.of(
                        Topic.nameOf(version.productSlug(), version.subProductSlug()),
                        Topic.nameOf(version.productSlug())),
                event.type() + ": " + version.productName() + ", " + version.subProductName() + ", "
                        + version.versionName(),
                JSON.writeValueAsString(members),
                Map.of(
                        EVENT_TYPE,
                        event.type(),
                        "product",
                        version.productSlug(),
                        "sub_product",
                        version.subProductSlug(),
                        "version",
                        version.versionSlug()));
    }

    private static @Nullable Map<String, Object> changes(Subject.@Nullable Changes changes) {
        if (changes == null) {
            return null;
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("since", changes.since());
        members.put("added", changes.added());
        members.put("removed", changes.removed());
        members.put("retired", changes.retired());
        members.put("reactivated", changes.reactivated());
        members.put("remapped", changes.remapped());
        members.put("revised", changes.revised());
        return members;
    }

    private static Content ofExtract(Told event, Subject.OfExtract extract) {
        var members = head(event);
        members.put("extract_id", extract.extractId());
        members.put("population_id", extract.populationId().toString());
        members.put("extract_type", extract.extractType());
        members.put("dataset_type", extract.datasetType());
        members.put("version", extract.version());
        members.put("size_in_bytes", extract.sizeInBytes());
        members.put("sha256", extract.sha256());
        members.put("base_extract_id", extract.baseExtractId());
        members.put("download_path", "/api/extracts/" + extract.extractId() + "/download");
        members.put("reason", extract.reason());
        return new Content(
                List.of(Topic.nameOf(extract.populationId())),
                event.type() + ": " + extract.extractType() + " extract " + extract.extractId(),
                JSON.writeValueAsString(members),
                Map.of(
                        EVENT_TYPE,
                        event.type(),
                        "population",
                        extract.populationId().toString(),
                        "extract_type",
                        extract.extractType(),
                        "dataset_type",
                        extract.datasetType()));
    }

    private static Map<String, @Nullable Object> head(Told event) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put(EVENT_TYPE, event.type());
        members.put("event_id", event.id().toString());
        members.put("at", Timestamps.text(event.at()));
        return members;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
