package org.almoner.server.notification;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.almoner.server.TestDatabase;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Those who wait hold neither a database connection nor a thread of the platform, and all are answered. */
@Timeout(240)
class ManyReadersTest {

    private static final int READERS = 1_000;

    /** What the server and the client of this test start on top, whoever waits. */
    private static final int FEW_THREADS = 40;

    @ParameterizedTest
    @EnumSource
    void aThousandWaitForNothingAndAreAllAnswered(TestDatabase database) throws Exception {
        try (var server = TestServer.start(
                        "almoner.database.url=" + database.newUrl(), "almoner.rate-limit.requests-per-second=0");
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(executor)
                        .build()) {
            var client = server.newClient("acme", "publish", "download");
            var latest = expect(200, server.get("/events/v1?after=latest", "Authorization", client.bearer()))
                    .get("next")
                    .asString();
            var threads = ManagementFactory.getThreadMXBean().getThreadCount();
            var request = HttpRequest.newBuilder(URI.create(server.baseUri() + "/events/v1?wait=60&after=" + latest))
                    .header("Authorization", client.bearer())
                    .build();
            var answers = IntStream.range(0, READERS)
                    .mapToObj(_ -> http.sendAsync(request, BodyHandlers.ofString()))
                    .toList();
            await(() -> server.bean(Arrivals.class).waiting() == READERS);

            var pool =
                    server.bean(DataSource.class).unwrap(HikariDataSource.class).getHikariPoolMXBean();
            await(() -> pool.getActiveConnections() == 0);
            assertThat(pool.getThreadsAwaitingConnection()).isZero();
            assertThat(server.bean(Arrivals.class).waiting()).isEqualTo(READERS);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + FEW_THREADS);

            TestRelease.publish(server, client, "Told", "a.txt", new byte[1]);
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
            for (var answer : answers) {
                HttpResponse<String> told = answer.get();
                assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
                assertThat(json(told).get("events").size()).isEqualTo(1);
            }
            await(() -> server.bean(Arrivals.class).waiting() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsIsAnsweredWhenTheServerIsStopped(TestDatabase database) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> answer;
            try (var server = TestServer.start("almoner.database.url=" + database.newUrl())) {
                var client = server.newClient("acme", "download");
                answer = http.sendAsync(
                        HttpRequest.newBuilder(URI.create(server.baseUri() + "/events/v1?wait=60"))
                                .header("Authorization", client.bearer())
                                .build(),
                        BodyHandlers.ofString());
                await(() -> server.bean(Arrivals.class).waiting() == 1);
            }
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(json(answer.get()).get("events").size()).isZero();
            assertThat(json(answer.get()).get("next").asString()).isNotEmpty();
        }
    }

    private static void await(Callable<Boolean> itIsSo) {
        Awaitility.await().atMost(Duration.ofSeconds(50)).until(itIsSo);
    }
}
