package org.almoner.server;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.server.RunningServer.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static java.util.Map.entry;
import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Walks every route of the application as a second organization with the first one's ids. What is foreign answers exactly as
 * what does not exist does, gives nothing away and changes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {

    /** What a route needs as its body to be taken seriously; the others are sent an empty object. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("POST /admin/v1/products/{product_slug}/sub-products", "{\"sub_product_name\":\"Mine\"}"),
            entry("PATCH /admin/v1/products/{product_slug}", "{\"product_name\":\"Mine\"}"),
            entry(
                    "PATCH /admin/v1/products/{product_slug}/sub-products/{sub_product_slug}",
                    "{\"sub_product_name\":\"Mine\"}"),
            entry(
                    "POST /admin/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions",
                    "{\"version_name\":\"Mine\"}"),
            entry(
                    "PATCH /admin/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}",
                    "{\"version_name\":\"Mine\"}"),
            entry(
                    "POST /admin/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}/files",
                    "{\"file_name\":\"mine.txt\"}"),
            entry(
                    "POST /admin/v1/products/{product_slug}/sub-products/{sub_product_slug}/versions/{version_slug}/retract",
                    "{\"reason\":\"Mine\"}"),
            entry("POST /admin/v1/organizations/{mnemonic}/clients", "{\"name\":\"mine\",\"scopes\":[\"download\"]}"),
            entry(
                    "POST /admin/v1/organizations/{mnemonic}/populations",
                    "{\"mnemonic\":\"mine\",\"source\":\"/mine\"}"),
            entry("PATCH /admin/v1/organizations/{mnemonic}/populations/{population_mnemonic}", "{\"name\":\"Mine\"}"),
            entry(
                    "POST /admin/v1/organizations/{mnemonic}/populations/{population_mnemonic}/feeds",
                    "{\"extract_type\":\"COMPLETE\",\"cron\":\"@daily\"}"),
            entry(
                    "PATCH /admin/v1/organizations/{mnemonic}/populations/{population_mnemonic}/feeds/{feed_id}",
                    "{\"active\":false}"),
            entry(
                    "POST /admin/v1/organizations/{mnemonic}/populations/{population_mnemonic}/jobs",
                    "{\"extract_type\":\"COMPLETE\"}"),
            entry(
                    "POST /admin/v1/organizations/{mnemonic}/populations/{population_mnemonic}/imports",
                    "{\"file_name\":\"" + SealedExtract.NAME + "\"}"),
            entry("POST /admin/v1/extracts/{extract_id}/withdraw", "{\"reason\":\"Mine\"}"));

    private static final List<String> SLUGS = List.of("product_slug", "sub_product_slug", "version_slug");

    private TestServer server;
    private TestClient owner;
    private TestClient stranger;

    /** Ids by the name of the path variable they fill. */
    private final Map<String, String> foreign = new LinkedHashMap<>();

    private final Map<String, String> strangersOwn = new LinkedHashMap<>();

    private final Map<String, String> madeUp = Map.ofEntries(
            entry("product_slug", "no-such-product-987654"),
            entry("sub_product_slug", "no-such-sub-product-987654"),
            entry("version_slug", "no-such-version-987654"),
            entry("file_name", "no-such-file.txt"),
            entry("file_id", "00000000-0000-4000-8000-000000000003"),
            entry("mnemonic", "nosuchorganization"),
            entry("clientId", "no-such-client"),
            entry("secretId", "00000000-0000-4000-8000-000000000000"),
            entry("key_id", "no-such-key"),
            entry("subscription_id", "00000000-0000-4000-8000-000000000004"),
            entry("topic_name", "no-such-topic"),
            entry("certificate_id", "no-such-certificate"),
            entry("population_mnemonic", "nosuchpopulation"),
            entry("feed_id", "00000000-0000-4000-8000-000000000001"),
            entry("job_id", "00000000-0000-4000-8000-000000000002"),
            entry("extract_id", "999999999"));

    IsolationTest() {
        server = TestServer.startWith(
                List.of(SealedExtract.Beans.class),
                "almoner.rate-limit.requests-per-second=100000",
                "almoner.rate-limit.burst=100000",
                "almoner.trusted-proxies=127.0.0.1",
                "almoner.notifications.allowed-networks=127.0.0.1");
        owner = server.newClient("owner", "download", "publish", "syndication", "notifications");
        stranger = server.newClient("stranger", "download", "syndication", "notifications", "publish");
    }

    @BeforeAll
    void publishOneThingEach() {
        foreign.putAll(publish(owner, "Sealed catalogue"));
        foreign.put("mnemonic", "owner");
        foreign.put("clientId", owner.id());
        foreign.put("secretId", secretId(owner));
        foreign.put("key_id", keyId());
        foreign.put("file_id", fileId());
        foreign.put("subscription_id", subscriptionId());
        foreign.put("topic_name", foreign.get("product_slug") + "_" + foreign.get("sub_product_slug"));
        // Certificates are for everybody: they belong to no organization.
        foreign.put("certificate_id", String.valueOf(madeUp.get("certificate_id")));
        strangersOwn.putAll(publish(stranger, "Other catalogue"));
        foreign.putAll(SealedExtract.release(server, "owner"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void foreignThingsAnswerAsIfTheyDidNotExist() {
        var before = ownersView();
        for (var route : routes().filter(Route::hasVariables).toList()) {
            for (var ids : foreignAddresses(route)) {
                var answer = call(route, ids);
                assertThat(answer.statusCode())
                        .as(route + " with " + ids + ": " + answer.body())
                        .isIn(403, 404);
                assertThat(without(answer, ids))
                        .as(route + " with " + ids)
                        .isEqualTo(without(call(route, madeUp), madeUp));
            }
        }
        assertThat(ownersView()).isEqualTo(before);
    }

    @Test
    void listingsHoldNothingForeign() {
        for (var route : routes().filter(route -> !route.hasVariables()).toList()) {
            assertThat(call(route, Map.of()).body())
                    .as(route.toString())
                    .doesNotContainIgnoringCase("sealed")
                    .doesNotContain(owner.id());
        }
    }

    @Test
    void theHostOfAnotherOrganizationOpensNothing() {
        for (var host : List.of("owner", "nosuchorganization")) {
            for (var route : routes().filter(route -> route.pattern().startsWith("/api/"))
                    .toList()) {
                var answer = server.send(
                        route.method().name(),
                        route.pattern().replace("{extract_id}", foreign.getOrDefault("extract_id", "")),
                        BodyPublishers.noBody(),
                        "Authorization",
                        stranger.bearer(),
                        "X-Forwarded-Host",
                        host + ".datasyndication.example.org");
                assertThat(answer.statusCode()).as(host + ": " + route).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("owner");
            }
        }
    }

    @Test
    void theOwnerSeesWhatTheStrangerDoesNot() {
        var path = "/api/extracts/" + foreign.get("extract_id");
        assertThat(server.get(path, "Authorization", owner.bearer()).body()).contains(SealedExtract.NAME);
        assertThat(server.get(path + "/download", "Authorization", owner.bearer())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void foreignProductsCannotBeGrantedToOneself() {
        var answer = server.postJson(
                "/admin/v1/entitlements",
                "{\"organization\":\"stranger\",\"product\":\"" + foreign.get("product_slug") + "\"}",
                "Authorization",
                stranger.bearer());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(server.get("/download/v1/products", "Authorization", stranger.bearer())
                        .body())
                .doesNotContain("Sealed");
    }

    /**
     * Links are for whoever holds them, so nobody may make one: not of one's own with a part of a foreign one, and none of
     * it tells an object that is there from one that is not.
     */
    @Test
    void foreignLinksCannotBeMadeOfOnesOwn() {
        var own = parts(link(stranger, strangersOwn));
        var theirs = parts(link(owner, foreign));
        var refusal = without(server.get(linkOf(with(own, "object", "0123456789abcdef0123456789abcdef"))), Map.of());
        assertThat(refusal).startsWith("403 ");
        assertThat(theirs.keySet()).isEqualTo(own.keySet()).contains("object", "issued-to", "signature");

        for (var name : own.keySet()) {
            var value = String.valueOf(theirs.get(name));
            if (!value.equals(own.get(name))) {
                var answer = server.get(linkOf(with(own, name, value)));
                assertThat(without(answer, Map.of())).as("a foreign " + name).isEqualTo(refusal);
            }
        }
        var grafted = with(theirs, "issued-to", String.valueOf(own.get("issued-to")));
        assertThat(without(server.get(linkOf(grafted)), Map.of())).isEqualTo(refusal);
        // What they are made of is good, or nothing of the above would mean anything.
        assertThat(server.get(linkOf(own)).statusCode()).isEqualTo(200);
        assertThat(server.get(linkOf(theirs)).body()).isEqualTo("Sealed catalogue");
    }

    private String link(TestClient client, Map<String, String> ids) {
        var release = new TestRelease(
                ids.getOrDefault("product_slug", ""),
                ids.getOrDefault("sub_product_slug", ""),
                ids.getOrDefault("version_slug", ""),
                ids.getOrDefault("file_name", ""));
        return release.link(server, client);
    }

    /** The path under an empty name, and the parameters of the query. */
    private static Map<String, String> parts(String link) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("", link.substring(0, link.indexOf('?')));
        for (var parameter : link.substring(link.indexOf('?') + 1).split("&", -1)) {
            parts.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        return parts;
    }

    private static Map<String, String> with(Map<String, String> parts, String name, String value) {
        var changed = new LinkedHashMap<>(parts);
        changed.put(name, value);
        return changed;
    }

    private static String linkOf(Map<String, String> parts) {
        return parts.entrySet().stream()
                .filter(part -> !part.getKey().isEmpty())
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining("&", parts.get("") + "?", ""));
    }

    /** The foreign ids under their own parents, and each of them under the stranger's. */
    private List<Map<String, String>> foreignAddresses(Route route) {
        var addresses = new ArrayList<Map<String, String>>();
        addresses.add(foreign);
        for (int own = 1; own < SLUGS.size(); own++) {
            if (route.pattern().contains("{" + SLUGS.get(own) + "}")) {
                var crossed = new HashMap<>(foreign);
                SLUGS.subList(0, own).forEach(slug -> crossed.put(slug, strangersOwn.getOrDefault(slug, "")));
                addresses.add(crossed);
            }
        }
        return addresses;
    }

    private String secretId(TestClient client) {
        return expect(200, server.get("/admin/v1/clients/" + client.id(), server.asAdmin()))
                .at("/secrets/0/secret_id")
                .asString();
    }

    private String keyId() {
        return expect(200, server.get("/.well-known/jwks.json"))
                .at("/keys/0/kid")
                .asString();
    }

    /** Nobody is there to confirm it. */
    private String subscriptionId() {
        return expect(
                        201,
                        server.postJson(
                                "/notifications/v1/subscriptions",
                                "{\"endpoint\":\"http://127.0.0.1:9/sealed\",\"product\":\""
                                        + foreign.get("product_slug") + "\"}",
                                "Authorization",
                                owner.bearer()))
                .get("id")
                .asString();
    }

    private String fileId() {
        var files = "/download/v1/products/%s/sub-products/%s/versions/%s/files"
                .formatted(foreign.get("product_slug"), foreign.get("sub_product_slug"), foreign.get("version_slug"));
        return expect(200, server.get(files, "Authorization", owner.bearer()))
                .at("/0/id")
                .asString();
    }

    private Map<String, String> publish(TestClient client, String name) {
        var release = TestRelease.publish(server, client, name, "sealed.txt", name.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "product_slug", release.product(),
                "sub_product_slug", release.subProduct(),
                "version_slug", release.version(),
                "file_name", release.file());
    }

    private List<String> ownersView() {
        var auth = new String[] {"Authorization", owner.bearer()};
        return List.of(
                server.get("/admin/v1/products", auth).body(),
                server.get("/admin/v1/products/" + foreign.get("product_slug") + "/sub-products", auth)
                        .body(),
                server.get(
                                "/admin/v1/products/" + foreign.get("product_slug") + "/sub-products/"
                                        + foreign.get("sub_product_slug") + "/versions",
                                auth)
                        .body(),
                server.get("/api/extracts", auth).body(),
                server.get("/admin/v1/organizations/owner/populations", server.asAdmin())
                        .body(),
                server.get(
                                "/admin/v1/organizations/owner/populations/" + foreign.get("population_mnemonic")
                                        + "/feeds/" + foreign.get("feed_id"),
                                server.asAdmin())
                        .body(),
                server.get("/admin/v1/extract-jobs", server.asAdmin()).body(),
                expect(200, server.get("/notifications/v1/subscriptions/" + foreign.get("subscription_id"), auth))
                        .get("state")
                        .asString());
    }

    private HttpResponse<String> call(Route route, Map<String, String> ids) {
        var path = route.pattern();
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        if (path.contains("{")) {
            fail(route + " has a new kind of id: say in this test how a stranger would fill it");
        }
        var partial = route.method() == RequestMethod.PATCH && (path.contains("/files/") || path.contains("/imports/"));
        var headers = new ArrayList<>(List.of("Authorization", stranger.bearer(), "Content-Type"));
        headers.add(partial ? "application/partial-upload" : "application/json");
        if (partial) {
            headers.addAll(List.of("Upload-Offset", "0"));
        }
        return server.send(
                route.method().name(),
                path,
                BodyPublishers.ofString(
                        Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.DELETE)
                                        .contains(route.method())
                                ? ""
                                : BODIES.getOrDefault(route.toString(), "{}")),
                headers.toArray(String[]::new));
    }

    /** Status, headers and body, but for what differs from request to request. */
    private static String without(HttpResponse<String> answer, Map<String, String> ids) {
        var text = answer.statusCode() + " " + answer.body();
        for (var id : ids.entrySet()) {
            if (!id.getValue().isEmpty()) {
                // As a whole: a number may be part of much else.
                text = text.replaceAll(
                        "(?<![\\w.-])" + Pattern.quote(id.getValue()) + "(?![\\w.-])",
                        Matcher.quoteReplacement("{" + id.getKey() + "}"));
            }
        }
        return text.replaceAll("\"request_id\":\"[^\"]*\"|<RequestId>[^<]*</RequestId>", "");
    }

    private Stream<Route> routes() {
        return server
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.almoner."))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(method, pattern))));
    }

    private record Route(RequestMethod method, String pattern) {

        boolean hasVariables() {
            return pattern.contains("{");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }
}
