package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.zip.CRC32C;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.almoner.bench.measure.BenchFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SlowClientsTest {

    private static final int RATE = 100_000;
    private static final int LENGTH = 2 * RATE;

    private final byte[] content = new byte[LENGTH];
    private HttpServer server = withoutServer();

    @BeforeEach
    void start() throws IOException {
        new SplittableRandom(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/whole", exchange -> answer(exchange, LENGTH));
        server.createContext("/cut", exchange -> answer(exchange, LENGTH / 2));
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, LENGTH);
            exchange.getResponseBody().write(content, 0, LENGTH / 2);
            exchange.getResponseBody().flush();
            sleep(Duration.ofSeconds(2));
            exchange.getResponseBody().write(content, LENGTH / 2, LENGTH / 2);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takeTheirTimeAndGetEveryByte() {
        var outcome = new SlowClients(20, RATE, Duration.ofMillis(200))
                .download(server.getAddress(), "/whole", LENGTH, checkSum());

        assertThat(outcome.complete()).isEqualTo(20);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.bytes()).isEqualTo(20L * LENGTH);
        assertThat(outcome.seconds().min()).isGreaterThanOrEqualTo(2);
        assertThat(outcome.seconds().max()).isLessThan(3);
    }

    @Test
    void noticeWrongBytes() {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> new SlowClients(1, RATE, Duration.ZERO)
                        .download(server.getAddress(), "/whole", LENGTH, checkSum() + 1))
                .withMessageContaining("Wrong bytes");
    }

    @Test
    void noticeAnEarlyEnd() {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> new SlowClients(1, RATE, Duration.ZERO)
                        .download(server.getAddress(), "/cut", LENGTH, checkSum()))
                .withMessageContaining("Ended after");
    }

    @Test
    void noticeAnUnsteadyServer() {
        var outcome =
                new SlowClients(1, RATE, Duration.ZERO).download(server.getAddress(), "/stalls", LENGTH, checkSum());

        // Half of the content lasts for a second; the other half of the stall is waited out.
        assertThat(outcome.mostBehind()).isBetween(Duration.ofMillis(700), Duration.ofMillis(1500));
    }

    private void answer(HttpExchange exchange, int bytes) throws IOException {
        exchange.sendResponseHeaders(200, LENGTH);
        exchange.getResponseBody().write(content, 0, bytes);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private long checkSum() {
        var sum = new CRC32C();
        sum.update(content);
        return sum.getValue();
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer withoutServer() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
