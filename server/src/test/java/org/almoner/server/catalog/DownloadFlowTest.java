package org.almoner.server.catalog;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestServer;
import org.almoner.server.storage.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** The Download API's documentation, step by step, against the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadFlowTest {

    private static final byte[] CONTENT = "A00,Cholera\nA01,Typhoid\n".getBytes(StandardCharsets.UTF_8);
    private static final Sha256 DIGEST = MemoryStore.sha256(CONTENT);

    private final TestServer server = TestServer.start();
    private final TestClient publisher = server.newClient("imo", "publish");
    private final TestClient client = server.newClient("cernerdemo", "download");
    private final TestClient stranger = server.newClient("elsewhere", "download", "publish");
    private String product = "";
    private String subProduct = "";
    private String version = "";

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeAll
    void publish() {
        product = created("/admin/v1/products", """
                        {"product_name": "Example Product Name",
                         "fields": [{"field_name": "Library", "field_type_id": 1, "display_order": 2}],
                         "menu_options": [{"option": "Release Notes", "url": "{0}"}]}
                        """).get("product_slug").asString();
        subProduct = created(products() + "/sub-products", """
                        {"sub_product_name": "Example Sub Product Name"}
                        """)
                .get("sub_product_slug")
                .asString();
        version = created(subProducts() + "/versions", """
                        {"version_name": "2022 October", "effective_date": "2022-10-01", "launch_date": "2022-10-01",
                         "version_metadata": [{"name": "Library", "value": "ICD-10-CM"}],
                         "version_menu_actions": [{"option": "Release Notes", "url": "https://example.org/notes"}]}
                        """).get("version_slug").asString();
        var file = server.send(
                "PUT",
                versions() + "/files/example%20file%20name.csv",
                BodyPublishers.ofByteArray(CONTENT),
                as(publisher, "Repr-Digest", DIGEST.digestField()));
        assertThat(file.statusCode()).isEqualTo(200);
        var committed = server.postJson(versions() + "/commit", "{}", as(publisher));
        assertThat(json(committed).get("state").asString()).isEqualTo("committed");
        var granted = server.postJson(
                "/admin/v1/entitlements",
                "{\"organization\": \"cernerdemo\", \"product\": \"" + product + "\"}",
                as(publisher));
        assertThat(granted.statusCode()).isEqualTo(201);
    }

    @Test
    void fromTheProductToTheBytes() {
        var products = json(server.get("/download/v1/products", as(client)));
        assertThat(products.isArray()).isTrue();
        assertThat(products.at("/0/product_slug").asString()).isEqualTo(product);
        assertThat(products.at("/0/fields/0/field_name").asString()).isEqualTo("Library");
        assertThat(products.at("/0/menu_options/0/url").asString()).isEqualTo("{0}");

        var subProducts = json(server.get("/download/v2/products/" + product + "/sub-products", as(client)));
        assertThat(subProducts.at("/items/0/sub_product_slug").asString()).isEqualTo(subProduct);
        assertThat(subProducts.at("/items/0/is_public").asBoolean(true)).isFalse();
        assertThat(subProducts.at("/items/0/organization_id").asString()).matches("[0-9]{11}[A-Za-z]{2}");

        var versions = json(server.get(
                "/download/v2/products/" + product + "/sub-products/" + subProduct + "/versions", as(client)));
        assertThat(versions.get("current_page").asInt()).isEqualTo(1);
        assertThat(versions.get("page_size").asInt()).isEqualTo(10);
        var listed = versions.at("/items/0");
        assertThat(listed.get("version_slug").asString()).isEqualTo(version);
        assertThat(listed.get("effective_date").asString()).isEqualTo("2022-10-01");
        assertThat(listed.get("created_at").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
        assertThat(listed.at("/version_metadata/0/value").asString()).isEqualTo("ICD-10-CM");
        assertThat(listed.at("/version_menu_actions/0/option").asString()).isEqualTo("Release Notes");
        assertThat(listed.has("retention_date")).isTrue();

        var files = json(server.get(files(), as(client)));
        var file = files.get(0);
        assertThat(file.get("file_name").asString()).isEqualTo("example file name.csv");
        assertThat(file.get("publish_url").isNull()).isTrue();
        assertThat(file.get("sha256").asString()).isEqualTo(DIGEST.hex());
        assertThat(OffsetDateTime.parse(file.get("expires_at").asString()).toInstant())
                .isAfter(Instant.now().plusSeconds(240));

        var link = file.get("download_url").asString();
        assertThat(link).contains("/files/" + product + "/").contains("response-content-disposition=");
        assertThat(server.getBytes(link).body()).isEqualTo(CONTENT);
        assertThat(server.send("PUT", link, BodyPublishers.noBody()).body())
                .isEqualTo(new String(CONTENT, StandardCharsets.UTF_8));
        var slice = server.getBytes(link, "Range", "bytes=4-10");
        assertThat(slice.statusCode()).isEqualTo(206);
        assertThat(slice.body()).isEqualTo("Cholera".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void listingsAreRevalidated() {
        for (var path : List.of(
                "/download/v1/products",
                "/download/v2/products/" + product + "/sub-products",
                "/download/v2/products/" + product + "/sub-products/" + subProduct + "/versions")) {
            var first = server.get(path, as(client));
            var etag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(etag).startsWith("\"");
            assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");

            var again = server.get(path, as(client, "If-None-Match", "\"other\", W/" + etag));
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).contains(etag);
            assertThat(server.get(path, as(client, "If-None-Match", "\"other\""))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void everyAnswerWithFilesHasFreshLinksAndARevalidationHasNone() {
        var first = server.get(files(), as(client));
        var second = server.get(files(), as(client));
        for (var answer : List.of(first, second)) {
            var expiry = OffsetDateTime.parse(json(answer).at("/0/expires_at").asString());
            assertThat(expiry.toInstant()).isAfter(Instant.now().plusSeconds(240));
        }
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");

        var etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(etag)
                .startsWith("W/\"")
                .isEqualTo(second.headers().firstValue("ETag").orElseThrow());
        assertThat(server.get(files(), as(client, "If-None-Match", etag)).statusCode())
                .isEqualTo(304);
    }

    @Test
    void aHeadRequestHasTheHeadersAlone() {
        var head = server.send("HEAD", "/download/v1/products", BodyPublishers.noBody(), as(client));
        var get = server.get("/download/v1/products", as(client));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
    }

    @Test
    void longListingsAreWalkedByTheirLinks() {
        var many = created("/admin/v1/products", "{\"product_name\": \"Many\"}")
                .get("product_slug")
                .asString();
        for (int i = 0; i < 25; i++) {
            created(
                    "/admin/v1/products/" + many + "/sub-products",
                    "{\"sub_product_name\": \"No " + i + "\", \"is_public\": true}");
        }
        var next = "/download/v2/products/" + many + "/sub-products?current_page=1&page_size=7";
        var names = new ArrayList<String>();
        while (!next.isEmpty()) {
            var page = server.get(next, as(client));
            json(page)
                    .get("items")
                    .forEach(item -> names.add(item.get("sub_product_name").asString()));
            next = linked(page, "next");
        }
        assertThat(names)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("No 0", "No 1")
                .endsWith("No 24");
    }

    @Test
    void anotherOrganizationSeesNothing() {
        assertThat(json(server.get("/download/v1/products", as(stranger)))
                        .valueStream()
                        .map(one -> one.get("product_slug").asString()))
                .doesNotContain(product);
        for (var path : List.of(
                "/download/v2/products/" + product + "/sub-products",
                "/download/v2/products/" + product + "/sub-products/" + subProduct + "/versions",
                files(),
                products(),
                subProducts(),
                versions(),
                versions() + "/files")) {
            var refused = server.get(path, as(stranger));
            var unknown = server.get(path.replace(product, "never-was-1"), as(stranger));
            assertThat(refused.statusCode()).as(path).isEqualTo(404);
            assertThat(json(refused).get("detail")).isEqualTo(json(unknown).get("detail"));
            assertThat(json(refused).get("type")).isEqualTo(json(unknown).get("type"));
        }
    }

    @Test
    void aRetractionEndsLinksAtOnce() {
        var sub = created(products() + "/sub-products", "{\"sub_product_name\": \"Other\"}")
                .get("sub_product_slug")
                .asString();
        var withdrawn = created(products() + "/sub-products/" + sub + "/versions", "{\"version_name\": \"2023\"}")
                .get("version_slug")
                .asString();
        var path = products() + "/sub-products/" + sub + "/versions/" + withdrawn;
        server.send("PUT", path + "/files/codes.csv", BodyPublishers.ofByteArray(CONTENT), as(publisher));
        server.postJson(path + "/commit", "{}", as(publisher));
        var listing = files().replace(version, withdrawn).replace(subProduct, sub);
        var link = json(server.get(listing, as(client))).at("/0/download_url").asString();
        assertThat(server.get(link).statusCode()).isEqualTo(200);

        var retracted = server.postJson(path + "/retract", "{\"reason\": \"Codes missing\"}", as(publisher));
        assertThat(json(retracted).get("state").asString()).isEqualTo("retracted");

        assertThat(server.get(link).statusCode()).isEqualTo(404);
        assertThat(server.get(link).body()).contains("<Code>NoSuchKey</Code>");
        var gone = server.get(listing, as(client));
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(json(gone).get("detail").asString()).contains("Codes missing");
        var listed = json(server.get(
                        "/download/v2/products/" + product + "/sub-products/" + sub + "/versions", as(client)))
                .at("/items/0");
        assertThat(listed.get("retraction_reason").asString()).isEqualTo("Codes missing");
    }

    @Test
    void theScopesAreTheDeclaredOnes() {
        assertThat(server.get("/download/v1/products", as(publisher)).statusCode())
                .isEqualTo(403);
        assertThat(server.get("/admin/v1/products", as(client)).statusCode()).isEqualTo(403);
        assertThat(server.get("/download/v1/products").statusCode()).isEqualTo(401);
        assertThat(server.get("/admin/v1/products", server.asAdmin()).statusCode())
                .isEqualTo(200);
    }

    private String products() {
        return "/admin/v1/products/" + product;
    }

    private String subProducts() {
        return products() + "/sub-products/" + subProduct;
    }

    private String versions() {
        return subProducts() + "/versions/" + version;
    }

    private String files() {
        return "/download/v1/products/" + product + "/sub-products/" + subProduct + "/versions/" + version + "/files";
    }

    private JsonNode created(String path, String body) {
        var answer = server.postJson(path, body, as(publisher));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(json(server.get(location, as(publisher)))).isEqualTo(json(answer));
        return json(answer);
    }

    private static String linked(HttpResponse<String> page, String relation) {
        return page.headers().firstValue("Link").stream()
                .flatMap(links -> List.of(links.split(", ", -1)).stream())
                .filter(link -> link.endsWith("; rel=\"" + relation + "\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst()
                .orElse("");
    }

    private static String[] as(TestClient client, String... more) {
        var headers = new ArrayList<>(List.of("Authorization", client.bearer()));
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }
}
