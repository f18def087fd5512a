package org.almoner.server.catalog;

import org.almoner.server.TestServer;
import org.almoner.server.TestServer.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** The Download API's documentation, step by step, against the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadFlowTest {

    private final TestServer server = TestServer.start();
    private final TestClient publisher = server.newClient("imo", "publish", "download");
    private final TestClient client = server.newClient("cernerdemo", "download");

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeAll
    void publish() {
        var product = server.postJson("/admin/v1/products", """
                {"product_name": "Example Product Name",
                 "fields": [{"field_name": "Library", "field_type_id": 1, "display_order": 2}],
                 "menu_options": [{"option": "Release Notes", "url": "{0}"}]}
                """, as(publisher));
        System.err.println(product.body());
        assertThat(product.statusCode()).isEqualTo(201);
    }

    @Test
    void x() {
        var products = server.get("/download/v1/products", as(client));
        System.err.println(products.statusCode() + products.body() + products.headers());
        var spec = server.get("/openapi.json");
        System.err.println(spec.statusCode() + spec.body());
        var docs = server.get("/docs");
        System.err.println(docs.statusCode() + docs.body() + docs.headers());
    }

    private static String[] as(TestClient client) {
        return new String[] {"Authorization", client.bearer()};
    }
}
