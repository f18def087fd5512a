package org.almoner.server.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.almoner.server.RunningServer;
import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.TestRelease.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The server is killed, or its database restarted, while versions are published: every subscriber hears of everything that was acknowledged, under one
 * message id however often, and nobody of what is not for him.
 */
class KilledNotifierTest {

    /** More of them with {@code -Dalmoner.kills=50}. */
    private static final int KILLS = Integer.getInteger("almoner.kills", 8);

    private static final int SUBSCRIBERS = 5;
    private static final int MOST_ANSWERS = 12;
    private static final int MOST_MILLIS = 60;

    /** Every so many requests are answered with 503, so that retries are under way as well. */
    private static final int UNREADY_EVERY = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STRANGER = "/stranger";
    private static final String SUBSCRIPTIONS = "/notifications/v1/subscriptions";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Random kills = new Random(20261122);
    private final HttpServer endpoints;
    private final AtomicInteger requests = new AtomicInteger();

    /** Where to confirm, by path. */
    private final Map<String, String> confirmations = new ConcurrentHashMap<>();

    /** Message ids by the name of the version, by path; what was accepted of them only. */
    private final Map<String, Map<String, Set<String>>> heard = new ConcurrentHashMap<>();

    /** Names of versions whose commit was acknowledged, and of all whose commit was asked for. */
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private final Set<String> attempted = ConcurrentHashMap.newKeySet();

    /** Why something that was heard could not be understood. */
    private final List<String> strange = new ArrayList<>();

    @TempDir
    Path data;

    KilledNotifierTest() throws IOException {
        endpoints = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoints.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        endpoints.createContext("/", this::hear);
        endpoints.start();
    }

    @AfterEach
    void close() {
        endpoints.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var message = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var id = message.get("MessageId").asString();
            switch (message.get("Type").asString()) {
                case "SubscriptionConfirmation" ->
                    confirmations.put(path, message.get("SubscribeURL").asString());
                case "Notification" -> {
                    if (requests.incrementAndGet() % UNREADY_EVERY == 0) {
                        exchange.sendResponseHeaders(503, -1);
                        return;
                    }
                    var version =
                            JSON.readTree(message.get("Message").asString()).get("version_name");
                    heard.computeIfAbsent(path, _ -> new ConcurrentHashMap<>())
                            .computeIfAbsent(version.asString(), _ -> ConcurrentHashMap.newKeySet())
                            .add(id);
                }
                default -> {
                    synchronized (strange) {
                        strange.add(path + ": " + message);
                    }
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String[] settings(String... more) {
        var all = new ArrayList<>(List.of(
                "--almoner.notifications.allowed-networks=127.0.0.1",
                "--almoner.notifications.timeout=1s",
                "--almoner.notifications.lease=6s"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void whatIsAcknowledgedIsToldHoweverOftenTheServerIsKilled() throws Exception {
        String subProduct;
        try (var server = ServerProcess.start(data, settings())) {
            subProduct = begin(server);
            // Only a process that ends in peace writes the class archive that makes its successors start faster.
            server.stop();
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var server = ServerProcess.start(data, settings())) {
                publishWhile(server, subProduct, kill, () -> {
                    Thread.sleep(kills.nextInt(MOST_MILLIS));
                    server.kill();
                });
            }
        }
        try (var server = ServerProcess.start(data, settings())) {
            verify(server, subProduct);
        }
        assertThat(acknowledged).as("commits between the kills").hasSizeGreaterThan(KILLS / 2);
    }

    @Test
    void whatIsAcknowledgedIsToldHoweverOftenTheDatabaseIsRestarted(@TempDir Path tables) throws Exception {
        var port = freePort();
        var database = new EmbeddedPostgres[] {postgres(tables, port)};
        var url = "--almoner.database.url=" + database[0].getJdbcUrl("postgres", "postgres");
        try (var server = ServerProcess.start(data, settings(url))) {
            var subProduct = begin(server);
            for (int restart = 1; restart <= Math.max(2, KILLS / 4); restart++) {
                publishWhile(server, subProduct, restart, () -> {
                    Thread.sleep(kills.nextInt(MOST_MILLIS));
                    database[0].close();
                    database[0] = postgres(tables, port);
                });
            }
            verify(server, subProduct);
        } finally {
            database[0].close();
        }
        assertThat(acknowledged).as("commits between the restarts").isNotEmpty();
    }

    private static EmbeddedPostgres postgres(Path tables, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(tables)
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** A product, those who hear of its versions, and one who subscribed while he might. */
    private String begin(RunningServer server) {
        var product = made(server, "/admin/v1/products", "product", "Crash", server.asAdmin());
        var subProduct = product
                + "/sub-products/"
                + made(
                        server,
                        "/admin/v1/products/" + product + "/sub-products",
                        "sub_product",
                        "Test",
                        server.asAdmin());
        var hospital = server.newClient("hospital", "download", "notifications");
        var stranger = server.newClient("stranger", "download", "notifications");
        for (var organization : List.of("hospital", "stranger")) {
            expect(
                    201,
                    server.postJson(
                            "/admin/v1/entitlements",
                            "{\"organization\":\"" + organization + "\",\"product\":\"" + product + "\"}",
                            server.asAdmin()));
        }
        IntStream.range(0, SUBSCRIBERS).forEach(number -> subscribe(server, hospital, product, "/hook" + number));
        subscribe(server, stranger, product, STRANGER);
        assertThat(server.send(
                                "DELETE",
                                "/admin/v1/entitlements?organization=stranger&product=" + product,
                                BodyPublishers.noBody(),
                                server.asAdmin())
                        .statusCode())
                .isEqualTo(204);
        return subProduct;
    }

    private void subscribe(RunningServer server, TestClient client, String product, String path) {
        var endpoint = "http://127.0.0.1:" + endpoints.getAddress().getPort() + path;
        expect(
                201,
                server.postJson(
                        SUBSCRIPTIONS,
                        JSON.writeValueAsString(Map.of(
                                "endpoint",
                                endpoint,
                                "product",
                                product,
                                "retry_policy",
                                Map.of("minDelayTarget", 1, "maxDelayTarget", 1, "numRetries", 100))),
                        "Authorization",
                        client.bearer()));
        await().atMost(PATIENCE).until(() -> confirmations.containsKey(path));
        var confirmation = URI.create(String.valueOf(confirmations.get(path)));
        assertThat(server.get(confirmation.getRawPath() + "?" + confirmation.getRawQuery())
                        .statusCode())
                .isEqualTo(200);
    }

    /** What happens to the server, or what it stands on. */
    @FunctionalInterface
    private interface Blow {
        void strike() throws IOException, InterruptedException;
    }

    /** The blow comes a random number of answers into the publishing, and a random moment into what follows. */
    private void publishWhile(RunningServer server, String subProduct, int round, Blow blow) throws Exception {
        var answers = new Semaphore(0);
        var struck = new AtomicInteger();
        var publisher = Thread.startVirtualThread(() -> {
            for (int number = 0; struck.get() == 0; number++) {
                try {
                    publish(server, subProduct, "Release " + round + "." + number, answers);
                } catch (UncheckedIOException | IllegalStateException | AssertionError e) {
                    // The server is gone, or its database; what it had acknowledged by then is what counts.
                }
            }
        });
        assertThat(answers.tryAcquire(kills.nextInt(MOST_ANSWERS), PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the server answers the publisher")
                .isTrue();
        blow.strike();
        struck.set(1);
        publisher.join();
    }

    private void publish(RunningServer server, String subProduct, String name, Semaphore answers) {
        var versions = "/admin/v1/products/" + subProduct + "/versions";
        var version = versions + "/" + made(server, versions, "version", name, server.asAdmin());
        answers.release();
        expect(
                200,
                server.send(
                        "PUT",
                        version + "/files/file.txt",
                        BodyPublishers.ofString(name, StandardCharsets.UTF_8),
                        server.asAdmin()));
        answers.release();
        attempted.add(name);
        expect(200, server.postJson(version + "/commit", "{}", server.asAdmin()));
        acknowledged.add(name);
        answers.release();
    }

    private void verify(RunningServer server, String subProduct) {
        for (int number = 0; number < SUBSCRIBERS; number++) {
            var path = "/hook" + number;
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(heard.getOrDefault(path, Map.of()).keySet())
                                    .as("versions that " + path + " heard of")
                                    .containsAll(acknowledged));
        }
        // When everybody has heard of this one, whatever was told before it is out as well.
        publish(server, subProduct, "The last", new Semaphore(0));
        await().atMost(PATIENCE)
                .until(() -> IntStream.range(0, SUBSCRIBERS)
                        .allMatch(number ->
                                heard.getOrDefault("/hook" + number, Map.of()).containsKey("The last")));
        for (int number = 0; number < SUBSCRIBERS; number++) {
            assertThat(heard.get("/hook" + number))
                    .satisfies(versions -> assertThat(attempted).containsAll(versions.keySet()))
                    .allSatisfy((version, ids) ->
                            assertThat(ids).as("message ids of " + version).hasSize(1));
        }
        assertThat(heard).doesNotContainKey(STRANGER);
        assertThat(strange).isEmpty();
    }
}
