package org.almoner.client.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.json.JsonMapper;

/** What makes a {@link BareServer} one that proves what it hands out: signed manifests, and hashes of blocks. */
public final class BareProofs {

    private static final String VERSION = "/download/v1/products/([^/]+)/sub-products/([^/]+)/versions/([^/]+)";

    private BareProofs() {}

    /** Manifests of all versions and extracts, signed with one key. */
    public static void sign(BareServer server, GoldenKey key) {
        server.instead(
                VERSION + "/manifest", exchange -> jose(exchange, key.manifest(payload(version(server, exchange)))));
        server.instead("/api/extracts/[0-9]+/manifest", exchange -> {
            var id = exchange.getRequestURI().getRawPath().split("/", -1)[3];
            var extract = server.extracts().stream()
                    .filter(each -> Long.toString(each.id()).equals(id))
                    .findFirst()
                    .orElseThrow();
            jose(exchange, key.manifest(payload(extract)));
        });
        keys(server, List.of(Map.entry(key, "")));
    }

    /** The keys that are listed as the publisher's, each with its endorsement; an empty text for none. */
    public static void keys(BareServer server, List<Map.Entry<GoldenKey, String>> keys) {
        server.instead("(/download/v1/products/[^/]+|/api)/manifest-keys", exchange -> {
            var listed = new ArrayList<Map<String, Object>>();
            for (var key : keys) {
                var json = new LinkedHashMap<String, Object>();
                json.put("kty", "OKP");
                json.put("crv", "Ed25519");
                json.put("x", key.getKey().key().x());
                json.put("kid", key.getKey().key().thumbprint());
                json.put("use", "sig");
                json.put("created_at", "2026-01-01T00:00:00Z");
                if (!key.getValue().isEmpty()) {
                    json.put("endorsement", key.getValue());
                }
                listed.add(json);
            }
            BareServer.json(exchange, 200, Map.of("keys", listed));
        });
    }

    /** The hashes of blocks of all files and extracts. */
    public static void blocks(BareServer server, int size) {
        server.instead(VERSION + "/files/([^/]+)/blocks", exchange -> {
            var id = exchange.getRequestURI().getPath().split("/", -1)[10];
            var file = version(server, exchange).files().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            BareServer.json(exchange, 200, blocks(file.bytes(), size));
        });
        server.instead("/api/extracts/[0-9]+/blocks", exchange -> {
            var id = exchange.getRequestURI().getRawPath().split("/", -1)[3];
            var extract = server.extracts().stream()
                    .filter(each -> Long.toString(each.id()).equals(id))
                    .findFirst()
                    .orElseThrow();
            BareServer.json(exchange, 200, blocks(extract.bytes(), size));
        });
    }

    private static Map<String, Object> blocks(byte[] bytes, int size) {
        var blocks = new ArrayList<String>();
        for (int at = 0; at < bytes.length; at += size) {
            blocks.add(sha256(bytes, at, Math.min(bytes.length, at + size)));
        }
        return Map.of("size_in_bytes", bytes.length, "sha256", sha256(bytes), "block_size", size, "blocks", blocks);
    }

    private static BareVersion version(BareServer server, HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath().split("/", -1);
        return server.version(path[4], path[6], path[8]);
    }

    /** What a publisher signs of a version. */
    public static String payload(BareVersion version) {
        var json = new LinkedHashMap<String, Object>();
        json.put("manifest", 1);
        json.put("type", "version");
        json.put("publisher", "imo");
        json.put("product_slug", version.product());
        json.put("product_name", "Product " + version.product());
        json.put("sub_product_slug", version.subProduct());
        json.put("sub_product_name", "Sub-product " + version.subProduct());
        json.put("version_slug", version.slug());
        json.put("version_name", "Version " + version.slug());
        json.put("effective_date", version.effectiveDate());
        json.put("launch_date", version.effectiveDate());
        json.put("committed_at", "2022-12-15T20:36:54Z");
        json.put(
                "files",
                version.files().stream()
                        .map(file -> file(file.name(), file.bytes()))
                        .toList());
        return JsonMapper.shared().writeValueAsString(json);
    }

    /** What the server signs of an extract. */
    public static String payload(BareExtract extract) {
        var json = new LinkedHashMap<String, Object>();
        json.put("manifest", 1);
        json.put("type", "extract");
        json.put("publisher", "cernerdemo");
        json.put("extract_id", extract.id());
        json.put("population_id", extract.populationId());
        json.put("extract_type", extract.type());
        json.put("dataset_type", "LONG_REC");
        json.put("version", "1.0.0");
        json.put("released_at", extract.releasedAt());
        if (extract.type().equals("INCREMENTAL")) {
            json.put("base_extract_id", extract.id() - 1);
        }
        json.put(
                "files",
                List.of(file(
                        String.valueOf(extract.more().getOrDefault("file_name", "extract-" + extract.id() + ".tar.gz")),
                        extract.bytes())));
        return JsonMapper.shared().writeValueAsString(json);
    }

    private static Map<String, Object> file(String name, byte[] bytes) {
        return Map.of(
                "file_name",
                name,
                "size_in_bytes",
                bytes.length,
                "sha256",
                sha256(bytes),
                "content_type",
                "application/octet-stream");
    }

    public static void jose(HttpExchange exchange, String jws) throws IOException {
        BareServer.answer(exchange, 200, "application/jose", jws.getBytes(StandardCharsets.US_ASCII));
    }

    /** As {@code sha256sum} prints it. */
    public static String sha256(byte[] bytes) {
        return sha256(bytes, 0, bytes.length);
    }

    private static String sha256(byte[] bytes, int from, int to) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, to - from);
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
