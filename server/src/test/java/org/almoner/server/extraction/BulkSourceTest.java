package org.almoner.server.extraction;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.almoner.dataset.bulk.BulkWorld;
import org.almoner.dataset.bulk.Sleeper;
import org.almoner.dataset.disk.Disk;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.ExtractFailed;
import org.almoner.server.syndication.JobStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What becomes of exports whose orders do not come to an end. */
class BulkSourceTest {

    private static final UUID ORDER = UUID.randomUUID();
    private static final UUID ANOTHER = UUID.randomUUID();

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int statusOfExport = 200;
    private volatile int statusOfFile = 200;
    private volatile boolean cancelled;
    private volatile boolean stopped;
    private final HttpServer server;

    BulkSourceTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static final class ServerWentDown extends Error {}

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anOrderThatIsTakenUpAgainGoesOnWithItsExport() throws Exception {
        var left = fetch(ORDER);
        try (var again = fetch(ORDER)) {
            assertThat(again.export()).isEqualTo(left.export());
            assertThat(again.folder().resolve("Patient.000001.ndjson")).exists();
        }
        assertThat(kickOffs()).isEqualTo(1);
        assertThat(folder.resolve("mercy_adults")).doesNotExist();
    }

    @Test
    void aFinishedExportIsNotTakenForAnotherOrders() throws Exception {
        fetch(ORDER);
        try (var fresh = fetch(ANOTHER)) {
            assertThat(kickOffs()).isEqualTo(2);
            assertThat(fresh.folder().resolve("Patient.000001.ndjson"))
                    .content()
                    .contains("export 2");
        }
    }

    @Test
    void anExportThatWentDownWithTheServerIsNotGoneOnWithByAnotherOrder() throws Exception {
        statusOfExport = 202;
        assertThatExceptionOfType(ServerWentDown.class)
                .isThrownBy(() -> source(_ -> {
                            throw new ServerWentDown();
                        })
                        .fetch(ORDER, "mercy_adults", base(), Set.of("Patient"), Map.of(), _ -> {}, token()));
        statusOfExport = 200;
        try (var fresh = fetch(ANOTHER)) {
            assertThat(asked).startsWith("GET /fhir/Patient/$export", "GET /status/1", "DELETE /status/1");
            assertThat(fresh.folder().resolve("Patient.000001.ndjson"))
                    .content()
                    .contains("export 2");
        }
    }

    @Test
    void whatAFailedFetchLeftIsGoneOnWith() throws Exception {
        statusOfFile = 503;
        assertThatExceptionOfType(ExtractFailed.class)
                .isThrownBy(() -> fetch(ORDER))
                .withMessageContaining("fetch again to go on");
        statusOfFile = 200;
        try (var _ = fetch(ANOTHER)) {
            assertThat(kickOffs()).isEqualTo(1);
        }
    }

    @Test
    void aCancelledFetchLeavesNothing() {
        cancelled = true;
        assertThatExceptionOfType(JobStopped.class).isThrownBy(() -> fetch(ORDER));
        assertThat(folder.resolve("mercy_adults")).doesNotExist();
    }

    @Test
    void aFetchThatStopsWithTheServerIsGoneOnWith() throws Exception {
        statusOfExport = 202;
        assertThatExceptionOfType(JobStopped.class)
                .isThrownBy(() -> source(_ -> stopped = true)
                        .fetch(ORDER, "mercy_adults", base(), Set.of("Patient"), Map.of(), _ -> {}, token()));
        stopped = false;
        statusOfExport = 200;
        try (var again = fetch(ORDER)) {
            assertThat(again.folder().resolve("Patient.000001.ndjson"))
                    .content()
                    .contains("export 1");
        }
        assertThat(kickOffs()).isEqualTo(1);
    }

    @Test
    void exportsOfOrdersThatHaveEndedAreSwept() throws Exception {
        source(_ -> {}).sweep(_ -> false);
        fetch(ORDER);
        source(_ -> {}).sweep(ORDER::equals);
        assertThat(folder.resolve("mercy_adults")).exists();
        source(_ -> {}).sweep(ANOTHER::equals);
        assertThat(folder.resolve("mercy_adults")).doesNotExist();

        statusOfFile = 503;
        assertThatExceptionOfType(ExtractFailed.class).isThrownBy(() -> fetch(ORDER));
        source(_ -> {}).sweep(_ -> false);
        assertThat(folder.resolve("mercy_adults"))
                .as("waits for the next order")
                .exists();
    }

    private BulkSource.Fetched fetch(UUID order) throws ExtractFailed, IOException {
        return source(_ -> {}).fetch(order, "mercy_adults", base(), Set.of("Patient"), Map.of(), _ -> {}, token());
    }

    private BulkSource source(Sleeper sleeper) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new BulkSource(
                folder, new BulkWorld(http, InstantSource.system(), sleeper, new Random(7), Disk.local()));
    }

    private CancelToken token() {
        return new CancelToken() {
            @Override
            public boolean isCancelled() {
                return cancelled || stopped;
            }

            @Override
            public boolean isFinal() {
                return cancelled;
            }

            @Override
            public void onCancel(Runnable act) {}
        };
    }

    private URI base() {
        return URI.create(at("/fhir"));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private int kickOffs() {
        return (int) asked.stream().filter(what -> what.endsWith("$export")).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            if (path.endsWith("$export")) {
                exchange.getResponseHeaders().add("Content-Location", at("/status/" + kickOffs()));
                reply(exchange, 202, "");
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                reply(exchange, 202, "");
            } else if (path.startsWith("/status/")) {
                reply(exchange, statusOfExport, """
                        {"transactionTime":"2026-11-20T10:00:00Z","request":"x","requiresAccessToken":false,
                         "output":[{"type":"Patient","url":"%s"}],"error":[]}
                        """.formatted(at("/files/1")));
            } else {
                reply(
                        exchange,
                        statusOfFile,
                        "{\"resourceType\":\"Patient\",\"id\":\"export %d\"}\n".formatted(kickOffs()));
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
