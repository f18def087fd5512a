package org.almoner.client.golden;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/** Organizations, clients, keys, entitlements and the audit trail of a {@link GoldenServer}. */
final class GoldenAccess {

    private static final String CREATED = "2026-11-21T20:36:54.371613+00:00";

    private final List<Map<String, @Nullable Object>> organizations = new CopyOnWriteArrayList<>();
    private final List<Map<String, @Nullable Object>> clients = new CopyOnWriteArrayList<>();
    private final List<Map<String, @Nullable Object>> entitlements = new CopyOnWriteArrayList<>();

    private final Map<String, List<Map<String, @Nullable Object>>> manifestKeys = new ConcurrentHashMap<>();

    void addTo(Routes routes) {
        routes.add("/admin/v1/organizations", (exchange, _, _) -> organizations(exchange))
                .add("/admin/v1/organizations/([^/]+)/clients", (exchange, at, _) -> clients(exchange, at))
                .add("/admin/v1/clients/([^/]+)", (exchange, at, _) -> disable(exchange, at.group(1)))
                .add("/admin/v1/clients/([^/]+)/secrets", (exchange, at, _) -> addSecret(exchange, at.group(1)))
                .add(
                        "/admin/v1/clients/([^/]+)/secrets/([^/]+)",
                        (exchange, at, _) -> removeSecret(exchange, at.group(1), at.group(2)))
                .add(
                        "/admin/v1/keys/rotate",
                        (exchange, _, _) -> GoldenServer.json(exchange, 200, Map.of("key_id", "key-2")))
                .add("/admin/v1/keys/(key-[^/]+)", (exchange, at, _) -> withdrawKey(exchange, at.group(1)))
                .add(
                        "/admin/v1/(?:organizations/([^/]+)/)?manifest-keys",
                        (exchange, at, _) -> GoldenServer.json(exchange, 200, manifestKeysOf(at.group(1))))
                .add(
                        "/admin/v1/(?:organizations/([^/]+)/)?manifest-keys/([^/]+)",
                        (exchange, at, _) -> changeManifestKeys(exchange, at))
                .add("/admin/v1/entitlements", (exchange, _, _) -> entitlements(exchange))
                .add("/admin/v1/audit", (exchange, _, _) -> GoldenAdmin.page(exchange, audit()));
    }

    private void organizations(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            GoldenServer.json(exchange, 200, organizations);
            return;
        }
        var request = GoldenServer.body(exchange);
        if (organizations.stream().anyMatch(each -> Objects.equals(request.get("mnemonic"), each.get("mnemonic")))) {
            GoldenServer.problem(exchange, 409, "There is an organization '" + request.get("mnemonic") + "' already.");
            return;
        }
        Map<String, @Nullable Object> organization = new LinkedHashMap<>();
        organization.put("id", "00393482300wD");
        organization.put("mnemonic", request.get("mnemonic"));
        organization.put("name", request.get("name"));
        organizations.add(organization);
        GoldenServer.json(exchange, 201, organization);
    }

    private void clients(HttpExchange exchange, Matcher at) throws IOException {
        if (organizations.stream().noneMatch(each -> at.group(1).equals(each.get("mnemonic")))) {
            GoldenServer.problem(exchange, 404, "There is no organization '" + at.group(1) + "'.");
            return;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            GoldenServer.json(exchange, 200, clients);
            return;
        }
        var request = GoldenServer.body(exchange);
        boolean keys = request.containsKey("jwks") || request.containsKey("jwks_uri");
        boolean secret = !keys || Boolean.TRUE.equals(request.get("secret"));
        Map<String, @Nullable Object> client = new HashMap<>();
        client.put("client_id", "client-" + (clients.size() + 1));
        client.put("organization", at.group(1));
        client.put("name", request.get("name"));
        client.put("scopes", request.get("scopes"));
        client.put("jwks", request.get("jwks"));
        client.put("jwks_uri", request.get("jwks_uri"));
        client.put("created_at", CREATED);
        client.put("disabled_at", null);
        client.put(
                "secrets",
                secret ? new ArrayList<>(List.of(Map.of("secret_id", "secret-1", "created_at", CREATED))) : List.of());
        clients.add(client);
        var added = new HashMap<>(client);
        added.put("client_secret", secret ? "shown-once" : null);
        GoldenServer.json(exchange, 201, added);
    }

    private void disable(HttpExchange exchange, String id) throws IOException {
        var client = clients.stream()
                .filter(each -> id.equals(each.get("client_id")))
                .findFirst();
        if (client.isEmpty()) {
            GoldenServer.problem(exchange, 404, "There is no client '" + id + "'.");
            return;
        }
        client.get().put("disabled_at", CREATED);
        GoldenServer.answer(exchange, 204, new byte[0]);
    }

    private static void withdrawKey(HttpExchange exchange, String id) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE") && id.equals("key-1")) {
            GoldenServer.answer(exchange, 204, new byte[0]);
            return;
        }
        GoldenServer.problem(exchange, 404, "There is no signing key '" + id + "'.");
    }

    private List<Map<String, @Nullable Object>> manifestKeysOf(@Nullable String organization) {
        return manifestKeys.computeIfAbsent(String.valueOf(organization), _ -> {
            var keys = new CopyOnWriteArrayList<Map<String, @Nullable Object>>();
            keys.add(manifestKey(false));
            return keys;
        });
    }

    private static Map<String, @Nullable Object> manifestKey(boolean endorsed) {
        var key = new GoldenKey().key();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", key.text());
        json.put("key_id", key.thumbprint());
        json.put("created_at", CREATED);
        json.put("endorsed", endorsed);
        json.put("signing", true);
        return json;
    }

    private void changeManifestKeys(HttpExchange exchange, Matcher at) throws IOException {
        var keys = manifestKeysOf(at.group(1));
        var rotate = at.group(2).equals("rotate");
        if (!rotate && !keys.removeIf(key -> at.group(2).equals(key.get("key_id")))) {
            GoldenServer.problem(exchange, 404, "There is no such key.");
            return;
        }
        keys.forEach(key -> key.put("signing", false));
        var made = manifestKey(rotate);
        keys.add(made);
        GoldenServer.json(exchange, 200, rotate ? made : Map.of("signing", made, "signed_anew", 3, "left_alone", 0));
    }

    private void addSecret(HttpExchange exchange, String id) throws IOException {
        var secrets = secrets(id);
        if (secrets.size() == 2) {
            GoldenServer.problem(exchange, 409, "The client has two secrets already. Remove one first.");
            return;
        }
        secrets.add(Map.of("secret_id", "secret-2", "created_at", CREATED));
        GoldenServer.json(exchange, 201, Map.of("secret_id", "secret-2", "client_secret", "shown-once-too"));
    }

    private void removeSecret(HttpExchange exchange, String id, String secret) throws IOException {
        secrets(id).removeIf(each -> secret.equals(each.get("secret_id")));
        GoldenServer.answer(exchange, 204, new byte[0]);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, String>> secrets(String id) {
        return clients.stream()
                .filter(each -> id.equals(each.get("client_id")))
                .map(each -> (List<Map<String, String>>) each.get("secrets"))
                .findFirst()
                .orElseThrow();
    }

    private void entitlements(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                Map<String, @Nullable Object> entitlement = new HashMap<>();
                GoldenServer.body(exchange).forEach((name, value) -> entitlement.put(String.valueOf(name), value));
                entitlement.putIfAbsent("sub_product", null);
                entitlements.add(entitlement);
                GoldenServer.json(exchange, 201, entitlement);
            }
            case "DELETE" -> {
                var query = exchange.getRequestURI().getQuery();
                entitlements.removeIf(each -> query.contains("product=" + each.get("product"))
                        && (each.get("sub_product") == null) == !query.contains("sub_product="));
                GoldenServer.answer(exchange, 204, new byte[0]);
            }
            default -> GoldenServer.json(exchange, 200, entitlements);
        }
    }

    private static List<Map<String, @Nullable Object>> audit() {
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (int number = 120; number > 0; number--) {
            Map<String, @Nullable Object> entry = new HashMap<>();
            entry.put("id", "audit-" + number);
            entry.put("at", CREATED);
            entry.put("event", "transfer-ended");
            entry.put("outcome", "complete");
            entry.put("organization", "stmarys");
            entry.put("organization_id", "00393482300wD");
            entry.put("client_id", "client-1");
            entry.put("object", "icd-10-cm-1/code-descriptions-2/2026-3/codes.zip");
            entry.put("detail", null);
            entry.put("bytes_sent", 1_155_206L);
            entry.put("address", "192.0.2.7");
            entry.put("request_id", "request-" + number);
            all.add(entry);
        }
        return all;
    }
}
