package org.almoner.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.Product;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokensTest {

    private final FakeTime time = new FakeTime();
    private GoldenServer server;
    private AlmonerClient client;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        client = Golden.client(server, time);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void manyThreadsShareOneToken() throws Exception {
        atOnce(50, () -> list());

        assertThat(server.tokensIssued()).isEqualTo(1);
    }

    @Test
    void aTokenIsKeptWhileItHasTime() {
        list();
        time.pass(Duration.ofMinutes(57));
        list();

        assertThat(server.tokensIssued()).isEqualTo(1);
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() {
        list();
        time.pass(Duration.ofMinutes(58));
        list();

        assertThat(server.tokensIssued()).isEqualTo(2);
    }

    @Test
    void anEndpointThatFailsDoesNoHarmWhileTheOldTokenHasTime() {
        list();
        time.pass(Duration.ofMinutes(59));
        server.fail("POST", "/oauth/token", Fault.status(500));

        assertThat(client.catalog().products()).hasSize(1);
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void aShortTokenIsUsedForMostOfItsLife() {
        server.tokensLive(10);
        list();
        time.pass(Duration.ofSeconds(7));
        list();

        assertThat(server.tokensIssued()).isEqualTo(1);
    }

    @Test
    void aRevokedTokenIsReplacedOnceForAllThreads() throws Exception {
        list();
        server.revokeAllTokens();

        atOnce(20, () -> list());

        assertThat(server.tokensIssued()).isEqualTo(2);
    }

    @Test
    void aServerThatRefusesFreshTokensIsNotAskedForEver() {
        server.fail("GET", "/download/v1/products", Fault.status(401))
                .fail("GET", "/download/v1/products", Fault.status(401));

        assertThatExceptionOfType(AlmonerException.NotAuthenticated.class).isThrownBy(() -> list());
        assertThat(server.tokensIssued()).isEqualTo(2);
    }

    @Test
    void aWrongSecretIsSaidAndNotShown() {
        try (var stranger = Golden.builder(server.address(), time)
                .credentials(new ClientCredentials("stranger", "hunter2"))
                .open()) {
            assertThatExceptionOfType(AlmonerException.NotAuthenticated.class)
                    .isThrownBy(stranger::token)
                    .withMessageContaining("stranger")
                    .withMessageContaining("invalid_client")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
        }
    }

    @Test
    void waitsWhenTheEndpointIsBusy() {
        server.fail("POST", "/oauth/token", Fault.status(429, "Retry-After", "9"));

        client.token();

        assertThat(time.slept())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10)));
    }

    @Test
    void tokensMayComeFromElsewhere() throws Exception {
        try (var issuer = new GoldenServer();
                var external = Golden.builder(server.address(), time)
                        .tokenEndpoint(URI.create(issuer.address() + "/oauth/token"))
                        .open()) {
            external.token();

            assertThat(issuer.tokensIssued()).isEqualTo(1);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void secretsAreNotPrinted() {
        var credentials = new ClientCredentials("id", "hunter2");

        assertThat(credentials.toString()).contains("id").doesNotContain("hunter2");
        assertThat(client.token().toString()).doesNotContain(client.token().value());
    }

    private static void atOnce(int threads, Callable<?> call) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, threads)
                    .mapToObj(_ -> executor.submit(call))
                    .toList();
            for (var each : calls) {
                each.get();
            }
        }
    }

    private List<Product> list() {
        return client.catalog().products().toList();
    }
}
