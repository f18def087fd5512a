package org.almoner.client.golden;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** The topics, subscriptions and notification keys of a {@link GoldenServer}. Ids of subscriptions are {@code subscription-1} and so on. */
public final class GoldenSubscriptions {

    private static final String CREATED = "2026-11-22T08:00:00.371613+00:00";
    private static final String ARN = "arn:aws:sns:us-east-1:000000000000:";

    private final List<Map<String, @Nullable Object>> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Map<?, ?>> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, @Nullable Object>> keys = new ArrayList<>(List.of(key(1)));

    /** The bodies of what was asked for, in their order. */
    public List<Map<?, ?>> requests() {
        return List.copyOf(requests);
    }

    /** Says how it goes with the first subscription. */
    public void health(String state, String since, String reason) {
        subscriptions.getFirst().put("health", Map.of("state", state, "since", since, "reason", reason));
    }

    void addTo(Routes routes) {
        var one = "/notifications/v1/subscriptions/([^/]+)";
        routes.add("/notifications/v1/topics", (exchange, _, _) -> GoldenServer.json(exchange, 200, topics()))
                .add("/notifications/v1/subscriptions", (exchange, _, _) -> all(exchange))
                .add(one, this::one)
                .add(one + "/deliveries", (exchange, _, _) -> GoldenAdmin.page(exchange, deliveries()))
                .add(one + "/([a-z]+)", this::act)
                .add("/admin/v1/topics/([^/]+)", (exchange, _, _) -> {
                    requests.add(GoldenServer.body(exchange));
                    GoldenServer.answer(exchange, 204, new byte[0]);
                })
                .add("/admin/v1/notification-keys", (exchange, _, _) -> GoldenServer.json(exchange, 200, keys))
                .add("/admin/v1/notification-keys/([^/]+)", (exchange, _, _) -> {
                    keys.add(key(keys.size() + 1));
                    GoldenServer.json(exchange, 200, keys.getLast());
                });
    }

    private static Map<String, @Nullable Object> key(int number) {
        return new LinkedHashMap<>(Map.of(
                "key_id",
                "key-" + number,
                "certificate_url",
                "https://files.example.org/SimpleNotificationService-key-" + number + ".pem",
                "created_at",
                CREATED,
                "signing",
                true));
    }

    private static List<Map<String, @Nullable Object>> topics() {
        Map<String, @Nullable Object> topic = new LinkedHashMap<>();
        topic.put("topic_name", "icd-10-cm-1");
        topic.put("topic_arn", ARN + "icd-10-cm-1");
        topic.put("kind", "product");
        topic.put("title", "ICD-10-CM");
        topic.put("product_slug", "icd-10-cm-1");
        topic.put("sub_product_slug", null);
        topic.put("population_id", null);
        topic.put("signature_version", "2");
        return List.of(topic);
    }

    private void all(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            GoldenAdmin.page(exchange, subscriptions);
            return;
        }
        var request = GoldenServer.body(exchange);
        requests.add(request);
        var topic = String.valueOf(request.get("product"));
        Map<String, @Nullable Object> subscription = new LinkedHashMap<>();
        subscription.put("id", "subscription-" + (subscriptions.size() + 1));
        subscription.put("subscription_arn", ARN + topic + ":subscription");
        subscription.put("topic_name", topic);
        subscription.put("topic_arn", ARN + topic);
        subscription.put("organization", "acme");
        subscription.put("client_id", "client");
        subscription.put("endpoint", String.valueOf(request.get("endpoint")).replaceFirst("//.*@", "//***@"));
        subscription.put("state", "pending");
        subscription.put("raw_delivery", request.get("raw_delivery"));
        subscription.put("filter_policy", request.get("filter_policy"));
        subscription.put("retry_policy", request.get("retry_policy"));
        subscription.put("max_receives_per_second", request.get("max_receives_per_second"));
        subscription.put("created_at", CREATED);
        Map<String, @Nullable Object> health = new LinkedHashMap<>();
        health.put("state", "fine");
        health.put("since", null);
        health.put("reason", null);
        subscription.put("health", health);
        subscriptions.add(subscription);
        GoldenServer.json(exchange, 201, subscription);
    }

    private void one(HttpExchange exchange, Matcher at, @Nullable Fault fault) throws IOException {
        var found = subscriptions.stream()
                .filter(each -> at.group(1).equals(each.get("id")))
                .findFirst();
        if (found.isEmpty()) {
            GoldenServer.problem(exchange, 404, "There is no such subscription.");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "DELETE" -> {
                subscriptions.remove(found.get());
                GoldenServer.answer(exchange, 204, new byte[0]);
            }
            case "PATCH" -> {
                requests.add(GoldenServer.body(exchange));
                GoldenServer.json(exchange, 200, found.get());
            }
            default -> GoldenServer.json(exchange, 200, found.get());
        }
    }

    private void act(HttpExchange exchange, Matcher at, @Nullable Fault fault) throws IOException {
        var request = GoldenServer.body(exchange);
        requests.add(request);
        switch (at.group(2)) {
            case "test" -> GoldenServer.json(exchange, 200, Map.of("message_id", "message-1"));
            case "replay" -> GoldenServer.json(exchange, 200, Map.of("deliveries", 3));
            case "confirmation" -> GoldenServer.json(exchange, 200, subscriptions.getFirst());
            default -> GoldenServer.answer(exchange, 204, new byte[0]);
        }
    }

    private static List<Map<String, @Nullable Object>> deliveries() {
        Map<String, @Nullable Object> answered = new LinkedHashMap<>();
        answered.put("at", CREATED);
        answered.put("milliseconds", 12);
        answered.put("status", 503);
        answered.put("reason", null);
        answered.put("answer", "Busy");
        Map<String, @Nullable Object> delivery = new LinkedHashMap<>();
        delivery.put("message_id", "message-1");
        delivery.put("message_type", "Notification");
        delivery.put("subject", "version.launched: ICD-10-CM");
        delivery.put("state", "waiting");
        delivery.put("queued_at", CREATED);
        delivery.put("next_try", "2026-11-22T08:00:20.371613+00:00");
        delivery.put("ended_at", null);
        delivery.put("attempts", List.of(answered));
        return List.of(delivery);
    }
}
