package org.almoner.server.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.event.EventListener;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** What is granted, taken back or disabled counts from the very next request on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakesEffectTest {

    /** Hears of rights that come and go. */
    static class Ear {
        final List<AccessEvent> heard = new CopyOnWriteArrayList<>();

        @EventListener
        void hear(AccessEvent event) {
            heard.add(event);
        }
    }

    private final TestServer server = TestServer.startWith(List.of(Ear.class));
    private final TestClient publisher = server.newClient("imo", "publish");
    private TestRelease release;
    private TestClient reader;
    private int readers;

    @BeforeAll
    void publish() {
        release = TestRelease.publish(server, publisher, "Granted", "file.txt", new byte[1]);
    }

    @BeforeEach
    void newReader() {
        reader = server.newClient("hospital-" + ++readers, "download");
        server.bean(Ear.class).heard.clear();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aGrantAndItsWithdrawal() {
        // Asked three times each, so that whatever is remembered is.
        for (int round = 0; round < 3; round++) {
            assertSeesNothing();
            assertSeesNothing();

            grant(null);
            assertSeesAll();
            assertSeesAll();

            withdraw("");
        }
        assertSeesNothing();
        assertThat(server.bean(Ear.class).heard)
                .filteredOn(AccessEvent.EntitlementWithdrawn.class::isInstance)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.clientId()).isEqualTo(publisher.id()));
    }

    @Test
    void aGrantOfASubProductAndItsWithdrawal() {
        assertSeesNothing();
        grant(release.subProduct());
        assertSeesAll();
        withdraw("&sub_product=" + release.subProduct());
        assertSeesNothing();
    }

    @Test
    void aDisabledClient() {
        grant(null);
        assertSeesAll();

        assertThat(server.delete("/admin/v1/clients/" + reader.id(), server.asAdmin())
                        .statusCode())
                .isEqualTo(204);

        assertThat(server.get("/download/v1/products", "Authorization", reader.bearer())
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.postForm(
                                "/oauth/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        reader.id(),
                                        "client_secret",
                                        reader.secret()))
                        .statusCode())
                .isEqualTo(401);
    }

    private void grant(@Nullable String subProduct) {
        expect(
                201,
                server.postJson(
                        "/admin/v1/entitlements",
                        "{\"organization\": \"hospital-" + readers + "\", \"product\": \"" + release.product()
                                + (subProduct == null ? "" : "\", \"sub_product\": \"" + subProduct)
                                + "\"}",
                        "Authorization",
                        publisher.bearer()));
    }

    private void withdraw(String more) {
        var answer = server.delete(
                "/admin/v1/entitlements?organization=hospital-" + readers + "&product=" + release.product() + more,
                "Authorization",
                publisher.bearer());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private void assertSeesAll() {
        assertThat(statuses()).containsExactly(200, 200, 200);
        assertThat(products()).contains(release.product());
    }

    private void assertSeesNothing() {
        assertThat(statuses()).containsExactly(404, 404, 404);
        assertThat(products()).isEqualTo("[]");
    }

    private String products() {
        return server.get("/download/v1/products", "Authorization", reader.bearer())
                .body();
    }

    private List<Integer> statuses() {
        var subProducts = "/download/v2/products/" + release.product() + "/sub-products";
        var versions = subProducts + "/" + release.subProduct() + "/versions";
        return List.of(subProducts, versions, release.files()).stream()
                .map(path -> server.get(path, "Authorization", reader.bearer()).statusCode())
                .toList();
    }
}
