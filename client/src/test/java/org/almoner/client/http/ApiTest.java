package org.almoner.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.ProductChange;
import org.almoner.client.catalog.Product;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenAdmin;
import org.almoner.client.golden.GoldenServer;
import org.almoner.client.golden.Releases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ApiTest {

    private static final String PRODUCTS = "/download/v1/products";

    private final FakeTime time = new FakeTime();
    private GoldenServer server;
    private AlmonerClient client;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        client = Golden.client(server, time);
        client.token();
        server.forgetRequests();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void listsAreReadPageByPage() {
        IntStream.range(0, 250)
                .forEach(number -> client.admin().products().add(ProductChange.named("Product " + number)));
        server.forgetRequests();

        assertThat(client.admin().products().all()).hasSize(251);
        assertThat(server.asked()).containsExactly("GET /admin/v1/products", "GET /admin/v1/products");
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        server.fail("GET", PRODUCTS, Fault.status(429, "Retry-After", "7"));

        assertThat(client.catalog().products()).hasSize(1);
        assertThat(time.slept())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8)));
    }

    @Test
    void waitsUntilTheTimeTheServerNames() {
        server.fail("GET", PRODUCTS, Fault.status(503, "Retry-After", "Sat, 21 Nov 2026 20:00:30 GMT"));

        list();

        assertThat(time.slept())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31)));
    }

    @Test
    void doesNotWaitForAnHour() {
        server.fail("GET", PRODUCTS, Fault.status(429, "Retry-After", "3600"));

        assertThatExceptionOfType(AlmonerException.TooMany.class)
                .isThrownBy(() -> list())
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void givesUpWhenTheBudgetIsUsedUp() {
        for (int i = 0; i < 20; i++) {
            server.fail("GET", PRODUCTS, Fault.status(503));
        }

        assertThatExceptionOfType(AlmonerException.ServerFailed.class).isThrownBy(() -> list());
        assertThat(time.slept()).hasSize(RetryPolicy.PATIENT.attempts() - 1);
    }

    @Test
    void whatCannotHaveHappenedIsRepeated() {
        server.fail("POST", "/admin/v1/products", Fault.status(503));

        client.admin().products().add(ProductChange.named("LOINC"));

        assertThat(server.asked()).containsExactly("POST /admin/v1/products", "POST /admin/v1/products");
    }

    @Test
    void whatMayHaveHappenedIsNotDoneTwice() {
        server.fail("POST", ".*/commit", new Fault.LoseAnswer());
        var draft =
                client.admin().versions().draft(GoldenAdmin.PRODUCT, GoldenAdmin.SUB_PRODUCT, Releases.named("2026"));

        assertThatExceptionOfType(AlmonerException.Unreachable.class)
                .isThrownBy(() -> client.admin().versions().commit(Releases.address(draft)));
        assertThat(server.asked())
                .filteredOn(asked -> asked.endsWith("/commit"))
                .hasSize(1);
    }

    @Test
    void aRefusalCarriesWhatTheServerSaid() {
        assertThatExceptionOfType(AlmonerException.NotFound.class)
                .isThrownBy(() -> client.admin().products().get("no-such-1"))
                .withMessageContaining("There is no")
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(404))
                .satisfies(e -> assertThat(e.problem().requestId()).isEqualTo("request-1"));
    }

    @Test
    void aRefusalWithoutWordsStillIsOne() {
        server.fail("GET", PRODUCTS, new Fault.Status(403, Map.of("Content-Type", "text/html"), "<h1>No</h1>"));

        assertThatExceptionOfType(AlmonerException.NotAllowed.class)
                .isThrownBy(() -> list())
                .withMessage("The server answered 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>", "{\"items\": 3}", "[{}]", "[{\"id\": []}]", "[[[", "[]x"})
    void anAnswerThatIsNotTheContractsIsSaidSo(String body) {
        server.fail("GET", PRODUCTS, new Fault.Status(200, Map.of("Content-Type", "application/json"), body));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(() -> list());
    }

    @Test
    void fieldsOfALaterServerDoNoHarm() {
        var body = "[{\"id\": \"1\", \"product_name\": \"A\", \"product_slug\": \"a-1\", \"shelf\": {\"x\": [1]}}]";
        server.fail("GET", PRODUCTS, new Fault.Status(200, Map.of("Content-Type", "application/json"), body));

        assertThat(client.catalog().products())
                .singleElement()
                .satisfies(product -> assertThat(product.productSlug()).isEqualTo("a-1"));
    }

    @Test
    void credentialsAreNotCarriedAfterARedirect() throws Exception {
        try (var elsewhere = new GoldenServer()) {
            server.fail("GET", PRODUCTS, Fault.status(307, "Location", elsewhere.address() + PRODUCTS));

            assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                    .isThrownBy(() -> list())
                    .withMessageContaining(elsewhere.address().toString());
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void saysWhatToCheckWhenNothingAnswers() throws Exception {
        try (var nobody = Golden.builder(URI.create("http://localhost:" + freePort()), time)
                .open()) {
            assertThatExceptionOfType(AlmonerException.Unreachable.class)
                    .isThrownBy(nobody::token)
                    .withMessageContaining("Nothing answers at http://localhost:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "ftp://host", "http://", "http://u:p@host", "http://host?x", "http://host#x"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Golden.builder(URI.create(address), time).open());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<Product> list() {
        return client.catalog().products().toList();
    }
}
